<?php
// Opens keys as the documented sample does. Arguments: private key, password
// file, and so on in pairs; prints a line each: yes or no.
for ($i = 1; $i < $argc; $i += 2) {
    $key = openssl_pkey_get_private(file_get_contents($argv[$i]), file_get_contents($argv[$i + 1]));
    echo $key ? "yes\n" : "no\n";
}
