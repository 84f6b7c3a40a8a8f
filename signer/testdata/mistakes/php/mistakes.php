<?php
// The mistakes that are made in PHP, each under its name. The protocol is in
// signer/testdata/README.md.
error_reporting(E_ALL & ~E_DEPRECATED);
set_error_handler(function (int $level, string $message): bool { // what PHP only warns of is no answer
    return error_reporting() & $level ? throw new ErrorException($message) : false;
});

$key = null; // the private key of the case
$now = 0; // its clock

/** Changes every scalar of the data. */
function each(array $data, callable $change): array
{
    array_walk_recursive($data, function (&$value) use ($change) { $value = $change($value); });
    return $data;
}

/** Changes one field. */
function field(array $data, string $name, callable $change): array
{
    if (!array_key_exists($name, $data)) {
        throw new Exception("no field $name");
    }
    $data[$name] = $change($data[$name]);
    return $data;
}

function without_empty(array $data, ?callable $keep = null): array
{
    foreach ($data as $name => $value) {
        if (is_array($value) && $value) {
            $data[$name] = without_empty($value, $keep);
        }
    }
    return $keep ? array_filter($data, $keep) : array_filter($data);
}

function shuffled(array $data, int $seed): array
{
    mt_srand($seed);
    $names = array_keys($data);
    shuffle($names);
    return array_replace(array_flip($names), $data);
}

/** A clock that goes on between two calls, as time() does. */
function clock(): int
{
    return $GLOBALS['now']++;
}

function sign(string $text, string $hash): string
{
    if (!openssl_sign($text, $sign, $GLOBALS['key'], $hash)) {
        throw new Exception(openssl_error_string());
    }
    return $sign;
}

function encrypt(string $text): string
{
    if (!openssl_private_encrypt($text, $sign, $GLOBALS['key'])) {
        throw new Exception(openssl_error_string());
    }
    return $sign;
}

function json(mixed $data, int $flags): string
{
    return json_encode($data, $flags | JSON_THROW_ON_ERROR);
}

function rename_into(array $data, string $with): array
{
    [$name, $value] = explode('=', $with, 2);
    $data[$name] = json_decode($value, true);
    return $data;
}

/** The order_id with which the signature begins as wanted: such things happen by chance. */
function seek(array $data, callable $wanted): array
{
    for ($n = 0; !$wanted(ord(sign(json($data, 0), 'sha1')[0])); $n++) {
        $data['order_id'] = "Z-$n";
    }
    return $data;
}

const PLAIN = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;

$steps = [
    // the data
    'decode' => fn ($text) => json_decode($text, true, 512, JSON_THROW_ON_ERROR),
    'ksort' => function ($data) { ksort($data); return $data; },
    'krsort' => function ($data) { krsort($data); return $data; },
    'asort' => function ($data) { asort($data, SORT_STRING); return $data; },
    'reverse' => fn ($data) => array_reverse($data, true),
    'shuffle' => fn ($data, $seed) => shuffled($data, (int) $seed),
    'strval' => fn ($data) => each($data, 'strval'),
    'string' => fn ($data, $name) => field($data, $name, 'strval'),
    'int' => fn ($data, $name) => field($data, $name, fn ($v) => (int) $v),
    'numeric' => fn ($data) => each($data, fn ($v) => is_numeric($v) ? $v + 0 : $v),
    'bool-int' => fn ($data) => each($data, fn ($v) => is_bool($v) ? (int) $v : $v),
    'bool-string' => fn ($data) => each($data, fn ($v) => is_bool($v) ? ($v ? 'true' : 'false') : $v),
    'number-format' => fn ($data, $name) => field($data, $name, fn ($v) => number_format((float) $v, 2, '.', '')),
    'round' => fn ($data, $name) => field($data, $name, fn ($v) => round((float) $v, 2)),
    'array-filter' => fn ($data) => without_empty($data),
    'filter-null' => fn ($data) => without_empty($data, fn ($v) => $v !== null),
    'filter-blank' => fn ($data) => without_empty($data, fn ($v) => $v !== ''),
    'unset' => fn ($data, $name) => array_diff_key($data, [$name => 0]),
    'add' => rename_into(...),
    'add-first' => fn ($data, $with) => rename_into([], $with) + $data,
    'set' => rename_into(...),
    'time' => fn ($data, $name) => field($data, $name, fn () => (string) clock()),
    'time-later' => fn ($data, $name) => field($data, $name, function () { clock(); return (string) clock(); }),
    'trim' => fn ($data, $name) => field($data, $name, 'trim'),
    'lower' => fn ($data, $name) => field($data, $name, 'strtolower'),
    'upper' => fn ($data, $name) => field($data, $name, 'strtoupper'),
    'phone-digits' => fn ($data, $name) => field($data, $name, fn ($v) => preg_replace('/\D/', '', $v)),
    'phone-plus' => fn ($data, $name) => field($data, $name, fn ($v) => '+' . $v),
    'url-slash' => fn ($data, $name) => field($data, $name, fn ($v) => $v . '/'),
    'url-rtrim' => fn ($data, $name) => field($data, $name, fn ($v) => rtrim($v, '/')),
    'html' => fn ($data, $name) => field($data, $name, 'htmlspecialchars'),
    'inside' => function ($data, $argument) { // extra/unset:card_holder
        [$name, $step] = explode('/', $argument, 2);
        return field($data, $name, fn ($inner) => $GLOBALS['steps'][strtok($step, ':')]($inner, ...array_slice(explode(':', $step, 2), 1)));
    },
    'flatten' => fn ($data, $name) => array_merge(array_diff_key($data, [$name => 0]), $data[$name]),
    'encode-field' => fn ($data, $name) => field($data, $name, fn ($v) => json($v, 0)),
    'camel' => fn ($data) => array_combine(array_map(fn ($name) => lcfirst(str_replace('_', '', ucwords($name, '_'))), array_keys($data)), $data),
    'rename' => fn ($data, $names) => array_combine(array_map(fn ($name) => $name === strtok($names, '=') ? substr(strstr($names, '='), 1) : $name, array_keys($data)), $data),
    'comma' => fn ($data, $name) => field($data, $name, fn ($v) => number_format((float) $v, 2, ',', '')),
    'thousands' => fn ($data, $name) => field($data, $name, fn ($v) => number_format((float) $v, 2)),
    'thousands-ru' => fn ($data, $name) => field($data, $name, fn ($v) => number_format((float) $v, 2, ',', ' ')),
    'wrap' => fn ($data, $name) => [$name => $data],
    'wrap-list' => fn ($data) => [$data],
    'unwrap' => fn ($data, $name) => $data[$name],
    'shift' => fn ($data) => $data[0],

    'seek-zero' => fn ($data) => seek($data, fn ($first) => $first === 0),

    // writing it
    'json' => fn ($data) => json($data, 0),
    'json-unicode' => fn ($data) => json($data, JSON_UNESCAPED_UNICODE),
    'json-slashes' => fn ($data) => json($data, JSON_UNESCAPED_SLASHES),
    'json-unescaped' => fn ($data) => json($data, PLAIN),
    'json-pretty' => fn ($data) => json($data, JSON_PRETTY_PRINT),
    'json-pretty-unicode' => fn ($data) => json($data, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE),
    'json-pretty-slashes' => fn ($data) => json($data, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES),
    'json-pretty-unescaped' => fn ($data) => json($data, JSON_PRETTY_PRINT | PLAIN),
    'json-hex' => fn ($data) => json($data, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT),
    'json-numeric' => fn ($data) => json($data, JSON_NUMERIC_CHECK),
    'json-fraction' => fn ($data) => json($data, JSON_PRESERVE_ZERO_FRACTION),
    'json-precision-17' => function ($data) {
        ini_set('serialize_precision', '17');
        $text = json($data, 0);
        ini_set('serialize_precision', '-1');
        return $text;
    },
    'http-build-query' => fn ($data) => http_build_query($data),
    'http-build-query-3986' => fn ($data) => http_build_query($data, '', '&', PHP_QUERY_RFC3986),
    'join-pairs' => fn ($data) => implode('&', array_map(fn ($name, $value) => "$name=$value", array_keys($data), $data)),
    'join-values' => fn ($data) => implode(':', $data),
    'var-export' => fn ($data) => var_export($data, true),
    'serialize' => fn ($data) => serialize($data),
    'print-r' => fn ($data) => print_r($data, true),
    'json-failed' => fn ($data) => (string) json_encode($data + ['name' => "\xCF\xEE"]), // no UTF-8: false
    'cast' => fn ($data) => @(string) $data,

    // the bytes
    'json-again' => fn ($text) => json($text, 0),
    'json-again-unescaped' => fn ($text) => json($text, PLAIN),
    'base64-body' => fn ($text) => base64_encode($text),
    'hex-body' => fn ($text) => bin2hex($text),
    'urlencode-body' => fn ($text) => urlencode($text),
    'rawurlencode-body' => fn ($text) => rawurlencode($text),
    'eol' => fn ($text) => $text . PHP_EOL,
    'crlf' => fn ($text) => $text . "\r\n",
    'bom' => fn ($text) => "\xEF\xBB\xBF" . $text,
    'blank' => fn ($text) => $text . ' ',
    'blank-first' => fn ($text) => ' ' . $text,
    'iconv' => fn ($text, $to) => iconv('UTF-8', $to, $text),
    'utf8-encode' => fn ($text) => utf8_encode($text),
    'utf8-decode' => fn ($text) => utf8_decode($text),
    'stripslashes' => fn ($text) => stripslashes($text),
    'stripcslashes' => fn ($text) => stripcslashes($text),
    'addslashes' => fn ($text) => addslashes($text),
    'htmlspecialchars' => fn ($text) => htmlspecialchars($text),
    'htmlentities' => fn ($text) => htmlentities($text, ENT_NOQUOTES),
    'unquote' => fn ($text) => str_replace('"', "'", $text),
    'no-blanks' => fn ($text) => preg_replace('/\s+/', '', $text),
    'concat' => fn ($text, $what) => $text . $what,
    'field-again' => fn ($text, $member) => substr($text, 0, -1) . ",$member}",
    'md5-body' => fn ($text) => md5($text),
    'text' => fn ($text, $other) => $other,

    // the digest and the signature
    'digest-hex' => fn ($text, $hash) => hash($hash, $text),
    'digest-HEX' => fn ($text, $hash) => strtoupper(hash($hash, $text)),
    'digest-raw' => fn ($text, $hash) => hash($hash, $text, true),
    'digest-base64' => fn ($text, $hash) => base64_encode(hash($hash, $text, true)),
    'sign' => sign(...),
    'hmac-hex' => fn ($text, $hash) => hash_hmac($hash, $text, 'secret'),
    'hmac-raw' => fn ($text, $hash) => hash_hmac($hash, $text, 'secret', true),
    'private-encrypt' => encrypt(...),

    // its way into the header
    'base64' => fn ($sign) => base64_encode($sign),
    'chunk-split' => fn ($sign) => chunk_split(base64_encode($sign)),
    'chunk-split-64' => fn ($sign) => chunk_split(base64_encode($sign), 64, "\n"),
    'hex' => fn ($sign) => bin2hex($sign),
    'upper-text' => fn ($text) => strtoupper($text),
    'base64url' => fn ($sign) => strtr(base64_encode($sign), '+/', '-_'),
    'base64url-unpadded' => fn ($sign) => rtrim(strtr(base64_encode($sign), '+/', '-_'), '='),
    'urlencode' => fn ($text) => urlencode($text),
    'urldecode' => fn ($text) => urldecode($text),
    'form' => function ($text) { parse_str('sign=' . $text, $form); return $form['sign']; },
    'quote' => fn ($text) => json_encode($text, JSON_UNESCAPED_SLASHES),
    'json-escaped' => fn ($text) => trim(json_encode($text), '"'),
    'reversed' => fn ($sign) => strrev($sign),
    'single-quote' => fn ($text) => var_export($text, true),
    'header' => fn ($text) => 'Sign: ' . $text,
    'bearer' => fn ($text) => 'Bearer ' . $text,
    'column' => fn ($text, $length) => substr($text, 0, (int) $length),
    'cut' => fn ($text, $length) => substr($text, 0, -$length),
    'rtrim-padding' => fn ($text) => rtrim($text, '='),
    'nul' => fn ($sign) => $sign . "\0",
    'twice' => fn ($text) => $text . $text,
    'ltrim-zero' => fn ($sign) => ltrim($sign, "\0"),
    'binary-as-latin1' => fn ($sign) => utf8_encode($sign),
    'json-substitute' => fn ($sign) => json_decode(json_encode($sign, JSON_INVALID_UTF8_SUBSTITUTE)),
    'private-key' => function ($sign) { openssl_pkey_export($GLOBALS['key'], $pem); return strtr($pem, ["\n" => '']); },
    'empty' => fn ($sign) => $undefined ?? '',
    'false' => fn ($sign) => var_export(false, true),
];

while (($line = fgets(STDIN)) !== false) {
    [$input, $name, $chain] = explode("\t", rtrim($line, "\n"));
    try {
        $now = 1785153600;
        $key = openssl_pkey_get_private(file_get_contents(__DIR__ . "/../keys/$name.pem"));
        $state = base64_decode($input);
        foreach (explode(' | ', $chain) as $step) {
            [$call, $argument] = explode(':', $step, 2) + [1 => null];
            if (!isset($steps[$call])) {
                throw new Exception("php has no step $call");
            }
            $state = $argument === null ? $steps[$call]($state) : $steps[$call]($state, $argument);
        }
        echo '=', base64_encode($state), "\n";
    } catch (Throwable $e) {
        echo '!', base64_encode($e->getMessage()), "\n";
    }
}
