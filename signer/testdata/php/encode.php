<?php
// Reference program: PHP's json_encode of what json_decode reads as arrays.
$styles = [
    'php' => 0,
    'php-unescaped-unicode' => JSON_UNESCAPED_UNICODE,
    'php-unescaped-slashes' => JSON_UNESCAPED_SLASHES,
    'php-unescaped' => JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES,
];

function encode(string $text, int $flags): string
{
    try {
        $value = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
        return '=' . base64_encode(json_encode($value, $flags | JSON_THROW_ON_ERROR));
    } catch (JsonException $e) {
        return '!' . base64_encode($e->getMessage());
    }
}

echo implode("\t", array_keys($styles)), "\n";
while (($line = fgets(STDIN)) !== false) {
    $text = base64_decode(rtrim($line, "\n"), true);
    echo implode("\t", array_map(fn (int $flags) => encode($text, $flags), $styles)), "\n";
}
