/** Made by scripts/examples.mjs with the demo certificate: see there. */

/** Signed with the demo certificate, with SHA-256. */
export const signOverSha256 =
  "liMqyyX7lmGV8GomJ8q4CljxW4mKRM/WJvbd504qNtnnmQm3NZ2YfsV0Z5LVwh7Hllf/oKRVuI1Xu27386Fl3BVi56CyW+ki30XMM1ERAIS5zBqkB8QEcX4pVVwOx0xBKy+/7EmtwF28zJteJV7Ugpnms5kGj98s6eXhCup6CD2J3lK6FSW/jMvB/sECNvtADvDZaPIVMUiGjcjc+0tdF+4oGYPtARGq6fjdZqGRGgHZIPdruCYC3dcq5OuMvUbzI/GkGE+8KneOFUWnAEkQi+TafHsDhAZSmitVIrnV7hUd+qUT6Y5VEkeV/QxjmPCUU80wBWnK1tVgF5l9MXJQLg==";

/** Signed with another key, with SHA-1. */
export const signByOtherKey =
  "qnI0LJZYy/e0NqE4s7+LQnIlbnpVpK6tapjLhyCG7QBshcvF8FjwGwSgaIa6P++z1PetWDDFNzCLfeIZV2F6O9aAJu4/6yirWAXh5nMyPZngtdo9vW++ehsuBtC8TG8aa1cctPuRV9XaPxuhMe03Z0oPTP1jgLsy1pqdp7V3PN2FcZRl0YtdYYNavKhSBFE/0Lwv8i6wiamDB/9i4WqMAKbHL+s6JkwCLoSkw33QYwK4nSkn7tOWBHT6HTRcTUjFEktgZejOmnEhOFbu+Jtq3JdrbUe8YThd3w4WFh3O+kKoVjQ1YSNPJBQm+KavGiiQA7ou47r/fg0No4IJHm4Zuw==";

/** The public key of that other key. */
export const otherKey =
  "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyfvKJer+1CFIqSBjoCG2\nFxEVqtpgHfetXsaU1Kbep1Yhov7jQiPm5U39uINFhSOPdJhPC8ORZEFq9PY6tgLV\nExk7cxW+3oCAefWv/LbcNSHpxMsZ+M0OUqFaWYPEcc+3kVadDRAmrQHHLdtkAjvw\n3975+LsT0QPE7Me8ylr+HzzY9Y38PPFCDcr86aaH5/vz1oBXvQ44O9LyvDk+fgcv\nUEYiyN41HNcReiU4FV2yyLCt60t/qo6dM1Ui9NsnxmNiDtecfXtf5o8leWdnxKKA\nSXd8yj+HZJUgTq0HZSzTO6w0wUo44M0+BB42yNjvC7Ibc704HnoJCE/a1OoH63CH\nZwIDAQAB\n-----END PUBLIC KEY-----\n";
