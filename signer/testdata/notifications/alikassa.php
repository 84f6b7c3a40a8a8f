<?php
// Plays AliKassa: signs notifications and redirects as its documentation has
// them, and commits one mistake a vector. Prints vectors.json.
//
//   php alikassa.php          the committed vectors
//   php alikassa.php SEED     the same mistakes over other values
ini_set('serialize_precision', '-1');
if (isset($argv[1])) {
    mt_srand((int) $argv[1]);
}

const SLASHES = JSON_UNESCAPED_SLASHES;
const UNICODE = JSON_UNESCAPED_UNICODE;

// fields are a notification's in the documented order, without sign; random
// where a seed is given.
function fields(): array
{
    global $argv;
    $fields = [
        'type' => 'payment',
        'id' => 100001524,
        'order_id' => '1785153600',
        'payment_status' => 'paid',
        'amount' => '500.00',
        'payment_amount' => '500.00',
        'commission_amount' => '17.50',
        'is_partial_payment' => '0',
        'account' => '93d5df06-996c-48c3-9847-348d6b580b80',
        'service' => 'payment_card_rub_hpp',
        'desc' => 'Заказ 17/2 + доставка',
    ];
    if (isset($argv[1])) {
        $fields['id'] = mt_rand(1, PHP_INT_MAX >> 1);
        $fields['order_id'] = 'order-' . mt_rand();
        $fields['payment_status'] = ['paid', 'fail', 'cancel'][mt_rand(0, 2)];
        foreach (['amount', 'payment_amount', 'commission_amount'] as $name) {
            $fields[$name] = mt_rand(1, 99999) . '.' . mt_rand(0, 9) . '0';
        }
        $fields['desc'] = 'Заказ ' . mt_rand() . '/' . mt_rand(1, 9) . ' + ' . ['доставка', 'été', '<b>"q"'][mt_rand(0, 2)] . 'я';
    }
    return $fields;
}

function sign(string $text, string $key = 'alikassa', $algorithm = OPENSSL_ALGO_SHA1): string
{
    openssl_sign($text, $sign, openssl_pkey_get_private(file_get_contents(__DIR__ . "/$key.pem")), $algorithm);
    return base64_encode($sign);
}

// signed returns the fields with the sign of what they are written as.
function signed(array $fields, int $flags = 0): array
{
    return $fields + ['sign' => sign(json_encode($fields, $flags))];
}

function strings(array $fields): array
{
    return array_map('strval', $fields);
}

function without(array $fields, string ...$names): array
{
    return array_diff_key($fields, array_flip($names));
}

function url(array $fields): string
{
    return 'https://shop.example/alikassa?' . http_build_query($fields);
}

// Many a program joins the parameters without encoding them.
function joined(array $fields): string
{
    return implode('&', array_map(fn ($name) => "$name=$fields[$name]", array_keys($fields)));
}

$vectors = [];

// vector adds a case: what arrives, and what a check of it must say.
function vector(string $name, string $payload, string $form, array $codes = [], string $comment = '', string $key = 'alikassa'): void
{
    global $vectors;
    $vectors[] = ['name' => $name, 'comment' => $comment, 'payload' => $payload, 'key' => $key, 'valid' => $form !== '', 'form' => $form, 'codes' => $codes];
}

$fields = fields();
$query = http_build_query(signed($fields));

// How it is carried.
vector('carrier_url', "https://shop.example/alikassa?$query", 'documented', [], 'GET parameters, as documented');
vector('carrier_url-with-fragment', "https://shop.example/alikassa?$query#top", 'documented');
vector('carrier_path', "/alikassa?$query", 'documented');
vector('carrier_query', $query, 'documented');
vector('carrier_question-mark', "?$query", 'documented');
vector('carrier_rfc3986', http_build_query(signed($fields), '', '&', PHP_QUERY_RFC3986), 'documented', [], '%20 for blanks');
vector('carrier_json', json_encode(signed($fields)), 'documented');
vector('carrier_json-pretty', json_encode(signed($fields), JSON_PRETTY_PRINT | UNICODE | SLASHES), 'documented', [], 'the layout of the payload is not that of the signed text');
vector('carrier_json-strings', json_encode(strings(signed($fields))), 'documented', [], 'id a string in JSON');
vector('carrier_json-numbers', json_encode(array_merge(signed(array_merge($fields, ['amount' => '500'])), ['amount' => 500])), 'documented', [], 'a number in JSON, a string in what was signed');
vector('carrier_json-twice', json_encode(json_encode(signed($fields))), 'documented', ['nested-wrapper'], 'JSON inside a JSON string');
vector('carrier_json-wrapped', json_encode(['context' => signed($fields)]), 'documented', ['nested-wrapper'], 'as a logger writes it');
vector('carrier_request', "POST /alikassa HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n$query", 'documented');
vector('carrier_request-json', "POST /alikassa HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\n\r\n" . json_encode(signed($fields)), 'documented');
vector('carrier_request-get', "GET /alikassa?$query HTTP/1.1\r\nHost: shop.example\r\n\r\n", 'documented');
vector('carrier_access-log', "18.191.80.10 - - [27/Jul/2026:12:00:00 +0000] \"GET /alikassa?$query HTTP/1.1\" 200 2 \"-\" \"GuzzleHttp/7\"", 'documented');
vector('carrier_log-line', "[2026-07-27 12:00:00] notification https://shop.example/alikassa?$query from 18.191.80.10", 'documented');
vector('carrier_print-r', print_r(array_map('strval', signed($fields)), true), 'documented');
ob_start();
var_dump(signed($fields));
vector('carrier_var-dump', ob_get_clean(), 'documented');
vector('carrier_var-export', var_export(signed(array_merge($fields, ['desc' => "it's a \\"])), true), 'documented', [], 'quotes and backslashes');
vector('carrier_html', htmlspecialchars(url(signed($fields))), 'documented', ['escapes'], 'copied out of a page\'s source');
vector('carrier_repeated', "order_id=evil&$query", 'documented', ['duplicate-field'], 'PHP takes the last');
foreach (['order.id', 'order id', ' order_id', 'order[id', "order_id\0x", 'order_id[]', 'order_id[a]b'] as $i => $name) {
    vector("php_overwrites-$i", "$query&" . urlencode($name) . '=EVIL', 'documented', ['added-fields', 'duplicate-field'], 'PHP makes it order_id');
}
vector('php_first', "order.id=EVIL&$query", 'documented', ['added-fields', 'duplicate-field']);
vector('php_covered', http_build_query(signed(['a.b' => '1', 'a_b' => '2'])), 'received-strings', ['other-form', 'duplicate-field']);
vector('php_other', "$query&utm.source=x", 'documented', ['added-fields'], 'overwrites nothing');
vector('php_json', json_encode(signed($fields) + ['order.id' => 'x']), 'documented', ['added-fields'], 'JSON keeps its names');
vector('outside_fields', json_encode(['order_id' => 'EVIL', 'payment_status' => 'paid', 'data' => signed($fields)]), 'documented', ['nested-wrapper', 'added-fields']);
vector('outside_spelt-otherwise', json_encode(['data' => signed($fields), 'orderId' => 'EVIL']), 'documented', ['nested-wrapper', 'added-fields']);
vector('outside_twice', json_encode(['amount' => 1, 'a' => json_decode(json_encode(['sum' => signed($fields)]))]), '', ['sign-empty', 'missing-fields'], 'the inner wrapper is not looked for');
vector('outside_log', json_encode(['level' => 200, 'context' => signed($fields), 'message' => 'notification']), 'documented', ['nested-wrapper'], 'a logger\'s own fields');
vector('outside_address', "POST /alikassa?order_id=EVIL&from=a HTTP/1.1\r\nHost: shop.example\r\n\r\n" . json_encode(signed($fields)), 'documented', ['added-fields'], 'beside the body');
vector('carrier_shuffled', http_build_query(array_reverse(signed($fields))), 'documented', [], 'the order received is not the order signed');

// What is signed.
foreach (['' => 0, '-unescaped-slashes' => SLASHES, '-unescaped-unicode' => UNICODE, '-unescaped' => SLASHES | UNICODE] as $suffix => $flags) {
    $old = without($fields, 'commission_amount');
    $more = ['merchant' => '7'] + array_reverse($fields);
    $known = array_reverse($fields);
    $some = without($fields, 'service');
    vector("form_documented$suffix", url(signed($fields, $flags)), "documented$suffix", $flags ? ['other-form'] : []);
    vector("form_without-commission-amount$suffix", url(signed($old, $flags)), "without-commission-amount$suffix", ['other-form']);
    vector("form_documented-strings$suffix", url(signed(strings($fields), $flags)), "documented-strings$suffix", ['other-form']);
    vector("form_without-commission-amount-strings$suffix", url(signed(strings($old), $flags)), "without-commission-amount-strings$suffix", ['other-form']);
    vector("form_documented-as-sent$suffix", json_encode(signed(['type' => 'payment', 'id' => 5, 'order_id' => '7', 'payment_status' => 'paid', 'amount' => 500, 'payment_amount' => 499.5, 'commission_amount' => 0.5, 'is_partial_payment' => false] + $fields, $flags)), "documented-as-sent$suffix", ['other-form'], 'numbers and a flag in JSON');
    vector("form_received$suffix", url(signed($more, $flags)), "received$suffix", ['other-form'], 'an order of its own, and a field more');
    vector("form_received-strings$suffix", url(signed(strings($more), $flags)), "received-strings$suffix", ['other-form']);
    vector("form_received-as-sent$suffix", json_encode(signed(['amount' => 12.5, 'paid' => true, 'note' => null] + $more, $flags)), "received-as-sent$suffix", ['other-form']);
    vector("form_received-known$suffix", url(['utm_source' => 'x'] + signed($known, $flags)), "received-known$suffix", ['other-form', 'added-fields']);
    vector("form_received-known-strings$suffix", url(['utm_source' => 'x'] + signed(strings($known), $flags)), "received-known-strings$suffix", ['other-form', 'added-fields']);
    vector("form_present$suffix", url(array_reverse(signed($some, $flags))), "present$suffix", ['other-form'], 'a field less, and shuffled after signing');
    vector("form_present-strings$suffix", url(array_reverse(signed(strings($some), $flags))), "present-strings$suffix", ['other-form']);
    $back = ['order_id' => 'Ж/1', 'uuid' => 'h12a5a34-7e21-3789-bf53-96fe96131601'];
    vector("form_redirect$suffix", http_build_query(signed($back, $flags)), "redirect$suffix", $flags ? ['other-form'] : []);
    $back = ['order_id' => 17, 'uuid' => 'Ж/h12a5a34'];
    vector("form_redirect-number$suffix", http_build_query(signed($back, $flags)), "redirect-number$suffix", ['other-form']);
}
vector('form_tracking-added', url(signed($fields) + ['utm_source' => 'x']), 'documented', ['added-fields'], 'valid, but not over utm_source');
vector('form_commission-not-covered', url(['commission_amount' => '1.00'] + signed(without($fields, 'commission_amount'))), 'without-commission-amount', ['other-form', 'added-fields'], 'anyone may write commission_amount');
vector('form_redirect-shuffled', http_build_query(array_reverse(signed(['order_id' => '1', 'uuid' => 'h12a5a34']))), 'redirect');
$empty = array_merge($fields, ['desc' => '']);
vector('form_empty-desc', url(signed($empty)), 'documented');
vector('form_own-fields', http_build_query(signed(['payout' => '1', 'state' => 'done'])), 'received-strings', ['other-form'], 'neither a notification nor a redirect');

// Numbers that PHP cannot hold: several are written as the signed one.
$large = '{"type":"payment","id":5,"order_id":1.2345678901234567e+19,"payment_status":"paid","amount":"1.00","payment_amount":"1.00","commission_amount":"0.00","is_partial_payment":"0","account":"a","service":"s","desc":""}';
foreach (['890', '891', '999'] as $end) {
    vector("number_not-exact-$end", str_replace('1.2345678901234567e+19', "12345678901234567$end", substr($large, 0, -1)) . ',"sign":"' . sign($large) . '"}', '', ['number-spelling']);
}
vector('number_exact-digits', str_replace('1.2345678901234567e+19', '12345678901234567000', substr($large, 0, -1)) . ',"sign":"' . sign($large) . '"}', 'documented-as-sent', ['other-form']);
vector('number_exact', substr($large, 0, -1) . ',"sign":"' . sign($large) . '"}', 'documented-as-sent', ['other-form']);
$list = json_encode(['state' => [0.1, ['sum' => 0.30000000000000004]]]);
vector('number_inside', '{"state":[0.10,{"sum":0.30000000000000004001}],"sign":"' . sign($list) . '"}', '', ['number-spelling']);
vector('number_inside-exact', '{"state":[0.10,{"sum":3.0000000000000004e-1}],"sign":"' . sign($list) . '"}', 'received-as-sent', ['other-form']);

// How the sign suffers.
$i = 0;
do { // until a sign shows all of it
    $with = signed(array_merge($fields, ['order_id' => $fields['order_id'] . $i++]));
    $plain = $with['sign'];
} while (!str_contains($plain, '+') || !str_contains($plain, '/'));
$sent = fn (string $sign) => url(array_merge($with, ['sign' => $sign]));
vector('carried_plus-as-space', $sent(urldecode($plain)), '', ['sign-plus-as-space'], 'decoded twice');
vector('carried_not-encoded', url(without($with, 'sign')) . "&sign=$plain", '', ['sign-plus-as-space'], 'put into the query as it is');
vector('carried_percent-encoded', $sent(urlencode($plain)), '', ['sign-percent-encoded'], 'encoded twice');
vector('carried_line-breaks', $sent(chunk_split($plain, 76)), '', ['sign-line-breaks']);
vector('carried_base64url', $sent(strtr($plain, '+/', '-_')), '', ['sign-base64url']);
vector('carried_base64url-unpadded', $sent(rtrim(strtr($plain, '+/', '-_'), '=')), '', ['sign-base64url', 'sign-not-base64']);
vector('carried_unpadded', $sent(rtrim($plain, '=')), '', ['sign-not-base64']);
vector('carried_hex', $sent(bin2hex(base64_decode($plain))), '', ['sign-hex']);
vector('carried_double-base64', $sent(base64_encode($plain)), '', ['sign-double-base64']);
vector('carried_quoted', $sent("\"$plain\""), '', ['sign-quoted']);
vector('carried_truncated', $sent(substr($plain, 0, 252)), '', ['sign-truncated']);
vector('carried_truncated-255', $sent(substr($plain, 0, 255)), '', ['sign-truncated'], 'a column of 255 characters');
vector('carried_truncated-171', $sent(substr($plain, 0, 171)), '', ['sign-truncated'], 'as many bytes as another key has');
foreach ([254, 255, 256, 511] as $length) {
    vector("carried_hex-truncated-$length", $sent(substr(bin2hex(base64_decode($plain)), 0, $length)), '', ['sign-hex', 'sign-truncated']);
}
vector('carried_empty', $sent(''), '', ['sign-empty']);
vector('carried_missing', url($fields), '', ['sign-empty']);
vector('carried_misnamed', url($fields + ['Sign' => $plain]), '', ['sign-empty'], 'names count in every letter');
vector('carried_garbage', $sent('Заказ'), '', ['sign-not-base64']);
vector('carried_line-breaks-and-plus', $sent(urldecode(chunk_split($plain, 64, "\n"))), '', ['sign-line-breaks', 'sign-plus-as-space']);

// The key and the hash.
vector('key_merchant', $query, '', ['wrong-key'], 'verified with the merchant\'s own certificate', 'merchant');
vector('key_longer', $query, '', ['wrong-key-size'], 'a key of another size', 'longer');
vector('key_changed-sign', $sent(strrev(substr($plain, 0, 340)) . substr($plain, 340)), '', ['wrong-key'], 'characters changed');
foreach (['SHA256', 'SHA512', 'SHA384', 'SHA224', 'MD5'] as $hash) {
    vector('hash_' . strtolower($hash), url($fields + ['sign' => sign(json_encode($fields), 'alikassa', $hash)]), '', ['wrong-hash']);
}
vector('hash_sha256-without-commission', url($fields + ['sign' => sign(json_encode(without($fields, 'commission_amount')), 'alikassa', 'SHA256')]), '', ['wrong-hash', 'other-form']);
vector('hash_sha256-other-body', url($fields + ['sign' => sign('x', 'alikassa', 'SHA256')]), '', ['wrong-hash', 'other-body']);
openssl_private_encrypt(sha1(json_encode($fields), true), $bare, file_get_contents(__DIR__ . '/alikassa.pem'));
vector('hash_none', url($fields + ['sign' => base64_encode($bare)]), '', ['no-digest-info'], 'openssl_private_encrypt of the digest');
vector('hash_sha512-256', url($fields + ['sign' => sign(json_encode($fields), 'alikassa', 'sha512-256')]), '', ['no-digest-info']);
openssl_private_encrypt("\x30\x1f\x30\x07\x06\x05\x2b\x0e\x03\x02\x1a\x04\x14" . sha1(json_encode($fields), true), $bare, file_get_contents(__DIR__ . '/alikassa.pem'));
vector('hash_without-null', url($fields + ['sign' => base64_encode($bare)]), '', ['no-digest-info'], 'SHA-1, its parameters left out');
vector('hash_ripemd', url($fields + ['sign' => sign(json_encode($fields), 'alikassa', 'RIPEMD160')]), '', ['no-digest-info'], 'a hash that nobody expects');

// What happens to the values on the way.
$wire = fn (array $values) => url(array_merge(signed($fields), $values));
$encoded = fn (array $values) => str_replace('%2B', '+', http_build_query($values, '', '&', PHP_QUERY_RFC3986));
vector('values_plus-not-encoded', $encoded($with), '', ['sign-plus-as-space', 'plus-as-space'], 'JavaScript\'s encodeURI leaves + as it is');
vector('values_not-encoded', joined($with), '', ['sign-plus-as-space', 'plus-as-space'], 'as a browser or a log shows it');
$decoded = $fields;
do {
    $decoded['order_id'] .= '%20';
    $shown = signed($decoded);
} while (!str_contains($shown['sign'], '+'));
vector('values_decoded', joined($shown), '', ['sign-plus-as-space', 'decoded-twice'], 'a percent sign of its own is decoded once more');
$ampersand = signed(array_merge($fields, ['desc' => 'Том & Джерри & x=1 + 2']));
vector('values_ampersand', joined(without($ampersand, 'sign')) . '&' . http_build_query(['sign' => $ampersand['sign']]), '', ['decoded-twice'], 'an ampersand of a value cuts it');
vector('values_double-encoded', url(array_map('rawurlencode', array_map('strval', signed($fields)))), '', ['sign-percent-encoded', 'double-encoded']);
$quoted = $fields;
$quoted['desc'] = 'a "b" <c> & \'d\'';
vector('values_html', url(array_map('htmlspecialchars', array_map('strval', signed($quoted)))), '', ['escapes'], 'a framework\'s XSS filter');
vector('values_slashes-added', url(array_map('addslashes', array_map('strval', signed($quoted)))), '', ['escapes'], 'addslashes');
vector('values_windows-1251', $wire(['desc' => iconv('UTF-8', 'Windows-1251//TRANSLIT', $fields['desc'])]), '', [str_contains($fields['desc'], 'é') ? 'other-body' : 'charset']);
vector('values_lost', $wire(['desc' => preg_replace('/[^ -~]/u', '?', $fields['desc'])]), '', ['other-body'], 'characters that a charset lacks');
$latin = $fields;
$latin['desc'] = 'Été ça brûle';
vector('values_latin-1', url(array_merge(signed($latin), ['desc' => iconv('UTF-8', 'ISO-8859-1', $latin['desc'])])), '', ['charset']);
$order = $fields;
$order['desc'] = 'Заказ №5';
vector('values_utf-8-as-windows-1251', url(array_merge(signed($order), ['desc' => iconv('Windows-1251', 'UTF-8', $order['desc'])])), '', ['charset']);
vector('values_utf-8-as-windows-1252', url(array_merge(signed($latin), ['desc' => iconv('Windows-1252', 'UTF-8', $latin['desc'])])), '', ['charset'], 'MySQL\'s latin1');
vector('values_utf-8-as-latin-1', url(array_merge(signed($latin), ['desc' => iconv('ISO-8859-1', 'UTF-8', $latin['desc'])])), '', ['charset']);
vector('values_blanks-added', $wire(['desc' => " $fields[desc] "]), '', ['whitespace']);
$lines = $fields;
$lines['desc'] = "a\nb";
vector('values_crlf', url(array_merge(signed($lines), ['desc' => "a\r\nb"])), '', ['whitespace']);
$lines['desc'] = "a\r\nb";
vector('values_lf', url(array_merge(signed($lines), ['desc' => "a\nb"])), '', ['whitespace']);
vector('values_changed', $wire(['amount' => '1.00']), '', ['other-body'], 'forged');
vector('values_status-changed', $wire(['payment_status' => 'wait']), '', ['other-body'], 'forged');
vector('values_bad-escape', url(signed($fields)) . '&desc=100%', '', ['other-body', 'bad-percent-escape', 'duplicate-field'], 'a percent sign that begins no escape');
vector('values_redirect-as-notification', url(signed(['order_id' => '1', 'uuid' => 'h12a5a34']) + $fields), '', ['other-body', 'added-fields'], 'a redirect\'s sign must not prove a payment');

// What is composed otherwise.
$sorted = $fields;
ksort($sorted);
vector('signed_sorted', url($fields + ['sign' => sign(json_encode($sorted))]), '', ['key-order'], 'ksort before signing');
vector('signed_reversed', url($fields + ['sign' => sign(json_encode(array_reverse($fields)))]), '', ['key-order']);
$numbers = $fields;
foreach (['amount', 'payment_amount', 'commission_amount'] as $name) {
    $numbers[$name] = (float) $numbers[$name];
}
vector('signed_numbers', url($fields + ['sign' => sign(json_encode($numbers))]), '', ['value-types'], 'amounts as floats');
$numbers = $fields;
$numbers['amount'] = (float) $numbers['amount'];
vector('signed_one-number', url($fields + ['sign' => sign(json_encode($numbers))]), '', ['value-types']);
$flag = $fields;
$flag['is_partial_payment'] = false;
vector('signed_flag', url($flag + ['sign' => sign(json_encode($flag))]), '', ['value-types'], 'http_build_query writes false as 0');
$flag['is_partial_payment'] = 0;
vector('signed_flag-number', url($flag + ['sign' => sign(json_encode($flag))]), '', ['value-types']);
$null = $fields;
$null['desc'] = null;
vector('signed_null', url($null + ['sign' => sign(json_encode($null))]), '', ['null-fields'], 'http_build_query leaves null out');
vector('signed_null-as-empty', url(['desc' => ''] + array_map('strval', $null) + ['sign' => sign(json_encode($null))]), '', ['null-fields']);
$numbers = $fields;
$numbers['amount'] = '500';
vector('signed_number-spelling', url(array_merge(signed($numbers), ['amount' => '500.00'])), '', ['number-spelling']);
vector('signed_empty-lost', url(without(signed($empty), 'desc')), '', ['missing-fields'], 'a proxy drops empty parameters');
vector('signed_without-flag', url($fields + ['sign' => sign(json_encode(without($fields, 'is_partial_payment')))]), '', ['added-fields'], 'an old documentation\'s fields');
vector('signed_without-two', url($fields + ['sign' => sign(json_encode(without($fields, 'is_partial_payment', 'commission_amount')))]), '', ['added-fields']);
vector('signed_field-lost', url(without(signed($fields), 'service')), '', ['other-body', 'missing-fields'], 'a value that nobody can guess');
vector('signed_query', url($fields + ['sign' => sign(http_build_query($fields))]), '', ['query-string']);
vector('signed_query-plain', url($fields + ['sign' => sign(joined($fields))]), '', ['query-string']);
vector('signed_values', url($fields + ['sign' => sign(implode('', $fields))]), '', ['query-string'], 'the values alone');
vector('signed_spaced', url($fields + ['sign' => sign(str_replace(['":', ',"'], ['": ', ', "'], json_encode($fields, SLASHES)))]), '', ['other-style'], 'as Python writes it');
vector('signed_nothing', url($fields + ['sign' => sign('')]), '', ['other-body'], 'json_encode failed, and its false was signed');

// Two at once.
vector('two_numbers-and-charset', url(array_merge(['sign' => sign(json_encode(array_merge($order, ['amount' => 500.5])))] + array_merge($order, ['amount' => '500.5']), ['desc' => iconv('UTF-8', 'Windows-1251', $order['desc'])])), '', ['charset', 'value-types']);
vector('two_without-flag-and-blanks', url(array_merge($fields, ['sign' => sign(json_encode(without($fields, 'is_partial_payment'))), 'desc' => "$fields[desc] "])), '', ['whitespace', 'added-fields']);
vector('two_sorted-numbers', url($fields + ['sign' => sign(json_encode(array_merge($sorted, ['amount' => (float) $fields['amount']])))]), '', ['key-order', 'value-types']);

$keys = [];
foreach (['alikassa', 'merchant', 'longer'] as $name) {
    $keys[$name] = file_get_contents(__DIR__ . "/$name.public.pem");
}
echo json_encode(['fields' => strings($fields), 'keys' => $keys, 'vectors' => $vectors], JSON_PRETTY_PRINT | SLASHES | UNICODE | JSON_THROW_ON_ERROR), "\n";
