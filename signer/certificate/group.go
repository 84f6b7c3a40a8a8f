package certificate

import (
	"path"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
)

// certificate is a private key and what belongs to it.
type certificate struct {
	name     string // the folder; the path of the private key where the folder does not tell it apart
	private  part
	password *part
	public   *part
}

// group makes a certificate of every private key: of those that are one by
// their content, else of those that are by their name alone, else of other kinds
// of keys; opening the latter says what is wrong with them.
func group(parts []part) []certificate {
	var privates []part
	for _, is := range []func(p part) bool{
		func(p part) bool {
			return p.role == rolePrivate && (p.kind == key.Private || p.kind == key.EncryptedPrivate)
		},
		func(p part) bool { return p.role == rolePrivate },
		func(p part) bool { return p.role == roleOtherKey },
	} {
		if privates = filter(parts, is); len(privates) > 0 {
			break
		}
	}
	var certificates []certificate
next:
	for _, private := range privates {
		c := certificate{
			private:  private,
			password: companion(parts, rolePassword, private, len(privates) == 1),
			public:   companion(parts, rolePublic, private, len(privates) == 1),
		}
		for _, other := range certificates {
			if c.same(other) {
				continue next
			}
		}
		certificates = append(certificates, c)
	}
	for i := range certificates {
		certificates[i].name = name(certificates, i)
	}
	return certificates
}

// name tells a certificate apart from the others.
func name(certificates []certificate, i int) string {
	private := certificates[i].private
	folder := private.folder()
	for j, other := range certificates {
		if j != i && (other.private.folder() == folder || other.private.path == folder) {
			return private.path
		}
	}
	if folder == "." {
		return private.path
	}
	return folder
}

// companion finds the part of that role that belongs to a private key: the one
// of its folder that is named alike, the one of its folder, or, where there is
// a single private key, the only one at all. Parts known by their name go
// before those guessed by their content.
func companion(parts []part, role role, private part, alone bool) *part {
	tests := []func(p part) bool{
		func(p part) bool { return p.folder() == private.folder() && p.tag == private.tag },
		func(p part) bool { return p.folder() == private.folder() },
		func(part) bool { return alone },
	}
	for _, guessed := range []bool{false, true} {
		for _, test := range tests {
			found := filter(parts, func(p part) bool { return p.role == role && p.guessed == guessed && test(p) })
			if len(found) == 1 {
				return &found[0]
			}
		}
	}
	return nil
}

func filter(parts []part, keep func(p part) bool) []part {
	var kept []part
	for _, p := range parts {
		if keep(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

// folder returns the folder that the part lies in; "." for none.
func (p part) folder() string { return path.Dir(p.path) }
