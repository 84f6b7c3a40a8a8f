// Opens keys as the documented sample does; see open.php.
const { readFileSync } = require("node:fs");
const { createPrivateKey } = require("node:crypto");

for (let i = 2; i < process.argv.length; i += 2) {
  const key = readFileSync(process.argv[i], "utf8");
  const passphrase = readFileSync(process.argv[i + 1], "utf8").trim();
  try {
    createPrivateKey({ key, passphrase });
    console.log("yes");
  } catch {
    console.log("no");
  }
}
