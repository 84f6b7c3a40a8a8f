package gateway

import (
	"database/sql"
	"errors"
	"hash/maphash"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
)

// A store is every statement that is sent to the database. Each stands alone:
// D1 has no transactions. None is cut off when its caller leaves, which neither
// D1 nor a database in memory takes well; none takes long.
type store struct{ db *sql.DB }

// trimming makes it nobody's to know when an account's requests are trimmed: who
// did, could have others' requests fall there, and keep more.
var trimming = maphash.MakeSeed()

// An accountRow is an account as it is kept.
type accountRow struct {
	Account, TokenHash, PublicKey, PayoutPublicKey, NotificationURL string
	Local                                                           bool   // whether somebody on this machine made it
	Creator                                                         string // who did, for the quotas
	ExpiresAt                                                       int64
}

func (s store) insertAccount(a accountRow) error {
	_, err := s.db.Exec(`INSERT INTO accounts (account, token_hash, public_key, payout_public_key, notification_url, local, creator, expires_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, a.Account, a.TokenHash, a.PublicKey, a.PayoutPublicKey, a.NotificationURL, flag(a.Local), a.Creator, a.ExpiresAt)
	return err
}

// account returns sql.ErrNoRows where there is none, or none any more.
func (s store) account(account string, now int64) (a accountRow, err error) {
	var local int
	err = s.db.QueryRow(`SELECT account, token_hash, public_key, payout_public_key, notification_url, local, creator, expires_at
		FROM accounts WHERE account = ? AND expires_at > ?`, account, now).
		Scan(&a.Account, &a.TokenHash, &a.PublicKey, &a.PayoutPublicKey, &a.NotificationURL, &local, &a.Creator, &a.ExpiresAt)
	a.Local = local != 0
	return a, err
}

// expire ends an account. What is in it goes with the next sweeps.
func (s store) expire(account string) error {
	_, err := s.db.Exec(`UPDATE accounts SET expires_at = 0, token_hash = '' WHERE account = ?`, account)
	return err
}

// flag writes a boolean as the databases have it.
func flag(is bool) int {
	if is {
		return 1
	}
	return 0
}

// The steps of a sweep: so many rows in a statement, for which everybody waits,
// and so many statements.
const (
	sweepRows  = 500
	sweepSteps = 100
)

// sweep deletes what has expired, a little at a time, and what the inspector
// keeps beyond its share of the database.
func (s store) sweep(now int64) error {
	for range sweepSteps {
		var account string
		err := s.db.QueryRow(`SELECT account FROM accounts WHERE expires_at <= ? LIMIT 1`, now).Scan(&account)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return err
		}
		if err := s.empty(account); err != nil {
			return err
		}
	}
	for range sweepSteps {
		if more, err := s.trimLargest(); err != nil || !more {
			break
		}
	}
	_, err := s.db.Exec(`DELETE FROM quotas WHERE name IN (SELECT name FROM quotas WHERE minute < ? LIMIT ?)`, now/60_000-1, sweepRows*sweepSteps)
	if err == nil {
		_, err = s.db.Exec(`DELETE FROM relayed WHERE once IN (SELECT once FROM relayed WHERE at < ? LIMIT ?)`, now-relayedLife.Milliseconds(), sweepRows*sweepSteps)
	}
	return err
}

// empty deletes some of what is in an account, and the account when it is empty.
func (s store) empty(account string) error {
	for _, table := range []string{"notifications", "requests", "payments"} {
		result, err := s.db.Exec(`DELETE FROM `+table+` WHERE number IN (SELECT number FROM `+table+` WHERE account = ? LIMIT ?)`, account, sweepRows)
		if err != nil {
			return err
		}
		if deleted, err := result.RowsAffected(); err != nil || deleted > 0 {
			return err
		}
	}
	_, err := s.db.Exec(`DELETE FROM accounts WHERE account = ?`, account)
	return err
}

// maxRequestBytes is what the inspector keeps of all accounts together: half of
// the database, so that payments always find room.
var maxRequestBytes int64 = 2 << 30

// trimLargest takes the older half of the requests from the account that has
// most, where all together have too much; false where they have not.
func (s store) trimLargest() (bool, error) {
	var all int64
	if err := s.db.QueryRow(`SELECT COALESCE(SUM(bytes), 0) FROM requests`).Scan(&all); err != nil || all <= maxRequestBytes {
		return false, err
	}
	var account string
	var count int
	err := s.db.QueryRow(`SELECT account, count(*) FROM requests GROUP BY account ORDER BY sum(bytes) DESC LIMIT 1`).Scan(&account, &count)
	if err == nil {
		_, err = s.db.Exec(`DELETE FROM requests WHERE number IN (SELECT number FROM requests WHERE account = ? ORDER BY number LIMIT ?)`, account, (count+1)/2)
	}
	return err == nil, err
}

// A payment is a payment or a payout, as it is kept.
type payment struct {
	Number      int64
	UUID        string
	Account     string
	Kind        string // "payment" or "payout"
	OrderID     string
	Amount      int64 // in minor units
	Service     string
	Description string
	Status      string
	SuccessURL  string
	FailURL     string
	NotifyURL   string
	Local       bool // whether somebody on this machine asked for it
	CreatedAt   int64
}

const paymentColumns = `number, uuid, account, kind, order_id, amount, service, description, status, success_url, fail_url, notify_url, local, created_at`

type scanner interface{ Scan(...any) error }

func scanPayment(row scanner) (p payment, err error) {
	var local int
	err = row.Scan(&p.Number, &p.UUID, &p.Account, &p.Kind, &p.OrderID, &p.Amount, &p.Service, &p.Description, &p.Status,
		&p.SuccessURL, &p.FailURL, &p.NotifyURL, &local, &p.CreatedAt)
	p.Local = local != 0
	return p, err
}

// insertPayment gives a payment its number; false where its order_id is taken.
// The database decides, so that of many at once one wins.
func (s store) insertPayment(p *payment) (bool, error) {
	err := s.db.QueryRow(`INSERT INTO payments
		(uuid, account, kind, order_id, amount, service, description, status, success_url, fail_url, notify_url, local, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (account, kind, order_id) DO NOTHING RETURNING number`,
		p.UUID, p.Account, p.Kind, p.OrderID, p.Amount, p.Service, p.Description, p.Status, p.SuccessURL, p.FailURL, p.NotifyURL, flag(p.Local), p.CreatedAt).
		Scan(&p.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (s store) paymentByOrder(account, kind, orderID string) (payment, error) {
	return scanPayment(s.db.QueryRow(`SELECT `+paymentColumns+` FROM payments WHERE account = ? AND kind = ? AND order_id = ?`, account, kind, orderID))
}

func (s store) paymentByNumber(account string, number int64) (payment, error) {
	return scanPayment(s.db.QueryRow(`SELECT `+paymentColumns+` FROM payments WHERE number = ? AND account = ?`, number, account))
}

func (s store) paymentByUUID(uuid string) (payment, error) {
	return scanPayment(s.db.QueryRow(`SELECT `+paymentColumns+` FROM payments WHERE uuid = ?`, uuid))
}

func (s store) payments(account string, limit int) ([]payment, error) {
	rows, err := s.db.Query(`SELECT `+paymentColumns+` FROM payments WHERE account = ? ORDER BY number DESC LIMIT ?`, account, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []payment
	for rows.Next() {
		p, err := scanPayment(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// movePayment gives a waiting payment a final status; false where another
// request has.
func (s store) movePayment(number int64, status string) (bool, error) {
	err := s.db.QueryRow(`UPDATE payments SET status = ? WHERE number = ? AND status = 'wait' RETURNING number`, status, number).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// balance is what payments brought and payouts took.
func (s store) balance(account string) (sum int64, err error) {
	err = s.db.QueryRow(`SELECT COALESCE(SUM(CASE kind WHEN 'payment' THEN amount ELSE -amount END), 0) FROM payments
		WHERE account = ? AND (kind = 'payment' AND status = 'paid' OR kind = 'payout' AND status IN ('wait', 'paid'))`, account).Scan(&sum)
	return sum, err
}

// A requestRow is what arrived, and what was answered.
type requestRow struct {
	Number   int64
	Account  string
	At       int64
	Path     string
	Headers  string // JSON
	Body     string // base64
	Sign     string
	Status   int
	Answer   string
	Reason   string
	Verdict  string
	Findings string // JSON
}

// What the inspector keeps of an account: so many requests whose Sign is right,
// and no more than so many bytes of them, and the same of the others, which
// anybody can send.
const (
	keptRequests = 500
	keptBytes    = 4 << 20
	largeRequest = 16 << 10
)

// bytes is about what a request takes in the database.
func (r *requestRow) bytes() int {
	return len(r.Headers) + len(r.Body) + len(r.Sign) + len(r.Answer) + len(r.Reason) + len(r.Findings)
}

func (s store) insertRequest(r *requestRow) error {
	err := s.db.QueryRow(`INSERT INTO requests (account, at, path, headers, body, sign, status, answer, reason, verdict, findings, bytes)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`,
		r.Account, r.At, r.Path, r.Headers, r.Body, r.Sign, r.Status, r.Answer, r.Reason, r.Verdict, r.Findings, r.bytes()).Scan(&r.Number)
	// Small ones are trimmed now and then, large ones always.
	if err == nil && (r.bytes() > largeRequest || (uint64(r.Number)+maphash.String(trimming, r.Account))%64 == 0) {
		valid := flag(r.Verdict == diagnosis.Valid)
		_, err = s.db.Exec(`DELETE FROM requests WHERE account = ? AND (verdict = 'valid') = ? AND number <= (SELECT max(number) FROM (
			SELECT number, row_number() OVER newest AS place, sum(bytes) OVER newest AS total
			FROM requests WHERE account = ? AND (verdict = 'valid') = ? WINDOW newest AS (ORDER BY number DESC))
			WHERE place > ? OR total > ?)`, r.Account, valid, r.Account, valid, keptRequests, keptBytes)
	}
	return err
}

// maxListed is how many bytes of requests are listed at once, about: the rest is
// asked for by the last one's number.
const maxListed = 1 << 20

// requests are the newest first, those before a number.
func (s store) requests(account string, before int64, limit int) ([]requestRow, error) {
	var last int64
	err := s.db.QueryRow(`SELECT COALESCE(min(number), 0) FROM (
		SELECT number, sum(bytes) OVER (ORDER BY number DESC) - bytes AS newer
		FROM requests WHERE account = ? AND number < ? ORDER BY number DESC LIMIT ?) WHERE newer < ?`, account, before, limit, maxListed).Scan(&last)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.Query(`SELECT number, at, path, headers, body, sign, status, answer, reason, verdict, findings
		FROM requests WHERE account = ? AND number < ? AND number >= ? ORDER BY number DESC`, account, before, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []requestRow
	for rows.Next() {
		var r requestRow
		if err := rows.Scan(&r.Number, &r.At, &r.Path, &r.Headers, &r.Body, &r.Sign, &r.Status, &r.Answer, &r.Reason, &r.Verdict, &r.Findings); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// A notificationRow is a notification on its way.
type notificationRow struct {
	Number   int64
	Account  string
	Payment  int64
	URL      string // empty: nobody is to be told
	Payload  string // the signed fields, as a query
	Status   string // of the payment, as it is told
	State    string // "pending", "delivered", "failed" or "unaddressed"
	Tried    int
	DueAt    int64
	Attempts string // JSON
	Local    bool   // whether somebody on this machine asked for it
}

// The bounds of an account's notifications.
const (
	maxPending       = 200  // that wait to be sent
	maxPerPayment    = 10   // that tell of one payment
	maxPerAccount    = 5000 // that are kept, sent or not
	maxNotifications = 500  // that are listed at once
)

// maxInFlight is how many notifications are under way for all the accounts that
// one address made.
const maxInFlight = 8

// insertNotification gives a notification its number; false where the payment, or
// its account, has had its share.
func (s store) insertNotification(n *notificationRow) (bool, error) {
	err := s.db.QueryRow(`INSERT INTO notifications (account, creator, payment, url, payload, status, state, tried, due_at, leased, attempts, local)
		SELECT ?, (SELECT creator FROM accounts WHERE account = ?), ?, ?, ?, ?, ?, ?, ?, 0, ?, ?
		WHERE (SELECT count(*) FROM notifications WHERE account = ? AND payment = ?) < ?
		AND (SELECT count(*) FROM notifications WHERE account = ?) < ? RETURNING number`,
		n.Account, n.Account, n.Payment, n.URL, n.Payload, n.Status, n.State, n.Tried, n.DueAt, n.Attempts, flag(n.Local),
		n.Account, n.Payment, maxPerPayment, n.Account, maxPerAccount).Scan(&n.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// pending counts an account's notifications that wait, up to the most there may be.
func (s store) pending(account string) (count int, err error) {
	err = s.db.QueryRow(`SELECT count(*) FROM (SELECT 1 FROM notifications WHERE account = ? AND state = 'pending' LIMIT ?)`, account, maxPending).Scan(&count)
	return count, err
}

const notificationColumns = `number, account, payment, url, payload, status, state, tried, due_at, attempts, local`

func scanNotification(row scanner) (n notificationRow, err error) {
	var local int
	err = row.Scan(&n.Number, &n.Account, &n.Payment, &n.URL, &n.Payload, &n.Status, &n.State, &n.Tried, &n.DueAt, &n.Attempts, &local)
	n.Local = local != 0
	return n, err
}

// claim is a statement that takes the notification of a number that is selected,
// and puts it off by the lease, so that two do not deliver it at once, and that
// one whose deliverer died comes again.
func claim(number string) string {
	return `UPDATE notifications SET due_at = ?, leased = ?, tried = tried + 1 WHERE number = (` + number + `) RETURNING ` + notificationColumns
}

var (
	// Of an account.
	claimOf = claim(`SELECT number FROM notifications WHERE state = 'pending' AND account = ? AND due_at <= ?
		AND (SELECT count(*) FROM notifications WHERE state = 'pending' AND leased > ? AND creator = (SELECT creator FROM accounts WHERE account = ?)) < ?
		ORDER BY due_at LIMIT 1`)
	// Of who has fewest under way. One creator after the other is looked at, not
	// each notification.
	claimAny = claim(`WITH RECURSIVE creators (creator) AS (
			SELECT min(creator) FROM notifications WHERE state = 'pending'
			UNION ALL
			SELECT (SELECT min(creator) FROM notifications WHERE state = 'pending' AND creator > creators.creator) FROM creators WHERE creator IS NOT NULL)
		SELECT number FROM (SELECT
			(SELECT number FROM notifications AS due WHERE due.state = 'pending' AND due.creator = creators.creator AND due.due_at <= ? ORDER BY due.due_at LIMIT 1) AS number,
			(SELECT count(*) FROM notifications AS sent WHERE sent.state = 'pending' AND sent.creator = creators.creator AND sent.leased > ?) AS flying
			FROM creators WHERE creator IS NOT NULL)
		WHERE number IS NOT NULL AND flying < ? ORDER BY flying LIMIT 1`)
)

// claimNotification takes one that is due, of an account or, where none is named,
// of any. Of one creator's accounts a few are under way at most, so that a shop
// that is slow keeps nobody else waiting.
func (s store) claimNotification(account string, now int64, lease time.Duration) (notificationRow, error) {
	until := now + lease.Milliseconds()
	if account != "" {
		return scanNotification(s.db.QueryRow(claimOf, until, until, account, now, now, account, maxInFlight))
	}
	return scanNotification(s.db.QueryRow(claimAny, until, until, now, now, maxInFlight))
}

func (s store) updateNotification(n notificationRow) error {
	_, err := s.db.Exec(`UPDATE notifications SET state = ?, due_at = ?, leased = 0, attempts = ? WHERE number = ?`, n.State, n.DueAt, n.Attempts, n.Number)
	return err
}

// notifications are those of an account's newest payments, the newest first.
func (s store) notifications(account string, fromPayment int64, limit int) ([]notificationRow, error) {
	rows, err := s.db.Query(`SELECT `+notificationColumns+` FROM notifications WHERE account = ? AND payment >= ? ORDER BY payment DESC, number DESC LIMIT ?`, account, fromPayment, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []notificationRow
	for rows.Next() {
		n, err := scanNotification(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, rows.Err()
}

// setting returns a value that is made on first use. Whoever comes second gets
// the first one's.
func (s store) setting(name string, make func() (string, error)) (value string, err error) {
	const read = `SELECT value FROM settings WHERE name = ?`
	err = s.db.QueryRow(read, name).Scan(&value)
	if !errors.Is(err, sql.ErrNoRows) {
		return value, err
	}
	if value, err = make(); err != nil {
		return "", err
	}
	if _, err = s.db.Exec(`INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`, name, value); err != nil {
		return "", err
	}
	err = s.db.QueryRow(read, name).Scan(&value)
	return value, err
}

// relayedLife is how long it is known what was relayed.
const relayedLife = 24 * time.Hour

// relayOnce remembers what the relay is about to send; false where it was sent
// before.
func (s store) relayOnce(once string, now int64) (bool, error) {
	err := s.db.QueryRow(`INSERT INTO relayed (once, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING once`, once, now).Scan(&once)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// relayedNothing takes back what relayOnce remembers.
func (s store) relayedNothing(once string) error {
	_, err := s.db.Exec(`DELETE FROM relayed WHERE once = ?`, once)
	return err
}
