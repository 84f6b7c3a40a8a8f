package diagnosis

import (
	"crypto/sha1"
	"testing"
)

const benchBody = `{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0","customer_ip":"18.191.80.10","success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}`

func searchFor(signed string) *search {
	digest := sha1.Sum([]byte(signed))
	t := newTarget(&block{padding: paddingPKCS1, hash: sha1Hash, digest: digest[:]})
	return newSearch(t, []byte(benchBody), Bounds{}, func() bool { return true })
}

// BenchmarkTakeApart is what every search pays that is not over at once.
func BenchmarkTakeApart(b *testing.B) {
	for b.Loop() {
		searchFor("").takeApart()
	}
}

// BenchmarkNothing is a search of up to two mistakes that finds nothing.
func BenchmarkNothing(b *testing.B) {
	for b.Loop() {
		s := searchFor("a text that no mistake makes of it")
		s.bounds.Mistakes = 2
		s.run()
		b.ReportMetric(float64(s.target.tried), "candidates")
	}
}
