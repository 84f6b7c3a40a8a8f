package transcript

// A role is what a member of logged data is to the request.
type role uint8

const (
	none role = iota
	signRole
	accountRole
	urlRole
	hostRole
	pathRole
	methodRole
	lengthRole
	headersRole
	bodyRole
	maybeBodyRole // where what is inside looks like a body
	responseRole  // nothing inside is the request's
)

// roles lists the names that programs log under, in lower case and without
// signs between their words.
var roles = map[string]role{
	"sign": signRole, "httpsign": signRole, "headersign": signRole, "signature": signRole,
	"account": accountRole, "httpaccount": accountRole, "headeraccount": accountRole,
	"url": urlRole, "uri": urlRole, "endpoint": urlRole, "requesturl": urlRole, "requesturi": urlRole,
	"fullurl": urlRole, "href": urlRole, "curlopturl": urlRole, "effectiveuri": urlRole,
	"10002": urlRole, "10023": headersRole, "10015": bodyRole, // as PHP prints CURLOPT_URL, CURLOPT_HTTPHEADER, CURLOPT_POSTFIELDS
	"host": hostRole, "hostname": hostRole, "httphost": hostRole,
	"path": pathRole, "target": pathRole, "pathname": pathRole,
	"method": methodRole, "requestmethod": methodRole, "httpmethod": methodRole, "verb": methodRole,
	"contentlength": lengthRole, "bodysize": lengthRole, "bodylength": lengthRole,
	"headers": headersRole, "header": headersRole, "requestheaders": headersRole, "rawheaders": headersRole, "httpheader": headersRole,
	"body": bodyRole, "requestbody": bodyRole, "reqbody": bodyRole, "rawbody": bodyRole, "bodytext": bodyRole,
	"payload": bodyRole, "postdata": bodyRole, "postfields": bodyRole, "curloptpostfields": bodyRole, "requestpayload": bodyRole, "requestdata": bodyRole,
	"data": maybeBodyRole, "content": maybeBodyRole, "json": maybeBodyRole, "text": maybeBodyRole, "raw": maybeBodyRole,
	"rawdata": maybeBodyRole, "requestcontent": maybeBodyRole, "params": maybeBodyRole, "input": maybeBodyRole,
	"request": maybeBodyRole, "req": maybeBodyRole, "form": maybeBodyRole,
	"response": responseRole, "res": responseRole, "resp": responseRole, "answer": responseRole, "reply": responseRole,
	"responsebody": responseRole, "responseheaders": responseRole, "error": responseRole,
}

func roleOf(name string) role {
	const longest = 40
	if len(name) > longest {
		return none
	}
	b := make([]byte, 0, longest)
	for i := range len(name) {
		if isLetter(name[i]) || isDigit(name[i]) {
			b = append(b, lower(name[i]))
		}
	}
	return roles[string(b)]
}
