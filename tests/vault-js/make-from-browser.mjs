// Writes from-browser.json: what the pages make, for crates/store/tests/browser_vectors.rs to open.

import { readFileSync, writeFileSync } from "node:fs";
import * as vault from "../../crates/web/assets/vault.js";

const rust = JSON.parse(readFileSync(new URL("from-rust.json", import.meta.url), "utf8"));
const secret = vault.generateSecret();
const publicKey = vault.publicOf(secret);
const passphrase = "mañana vuelve la marea";
const of = { version: BigInt(rust.version), keyVersion: 1 };
const old = await vault.openSecretFile(rust.plain, "");
const dataKey = vault.unwrapDataKey(old, of, vault.unhex(rust.wrapped));
const made = {
  passphrase,
  file: await vault.secretFile(secret, passphrase),
  public_file: vault.publicFile(publicKey),
  id: vault.keyId(publicKey),
  rewrapped: vault.hex(vault.wrapDataKey(publicKey, of, dataKey)),
  record: vault.hex(vault.sealRecord(publicKey, "request", "01-ab", new TextEncoder().encode("who asks"))),
};
writeFileSync(new URL("from-browser.json", import.meta.url), `${JSON.stringify(made, null, 2)}\n`);
