// The browser's side of the vault against known answers: published ones, and Faro's own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as vault from "../../crates/web/assets/vault.js";

const rust = JSON.parse(readFileSync(new URL("from-rust.json", import.meta.url), "utf8"));
const of = { version: BigInt(rust.version), keyVersion: 1 };
const bytes = vault.unhex;
const decode = (data) => new TextDecoder().decode(data);
const why = async (work) => {
  try {
    await work();
  } catch (error) {
    return error.reason;
  }
  return "nothing";
};

test("RFC 9180, A.2.1: base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305", () => {
  const skE = bytes("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600");
  const skR = bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
  const info = bytes("4f6465206f6e2061204772656369616e2055726e");
  const aad = bytes("436f756e742d30");
  const plain = bytes("4265617574792069732074727574682c20747275746820626561757479");
  const sealed = vault.hpkeSeal(vault.publicOf(skR), info, aad, plain, skE);
  assert.equal(
    vault.hex(sealed),
    "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a" +
      "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
  );
  assert.deepEqual(vault.hpkeOpen(skR, info, aad, sealed), plain);
});

test("the key file of `faro init` opens with its passphrase only", async () => {
  assert.ok(vault.isProtected(rust.protected) && !vault.isProtected(rust.plain));
  const secret = await vault.openSecretFile(rust.protected, rust.passphrase);
  assert.deepEqual(secret, await vault.openSecretFile(rust.plain, ""));
  assert.equal(vault.hex(vault.publicOf(secret)), rust.public);
  assert.equal(vault.keyId(vault.publicOf(secret)), rust.id);
  assert.equal(await why(() => vault.openSecretFile(rust.protected, "otra")), "passphrase");
});

test("what is no key file is refused", async () => {
  for (const file of [
    "",
    "faro-agency-secret-1",
    "faro-agency-secret-1\nplain 00",
    "faro-agency-secret-1\nscrypt 63 00 00 00",
    "faro-agency-secret-2\nplain 00",
    rust.protected.replace("scrypt 17", "scrypt 21"),
  ]) {
    assert.equal(await why(() => vault.openSecretFile(file, "x")), "not-a-key", file);
  }
});

test("rows, rejected rows and records that Faro sealed open, in their place only", async () => {
  const secret = await vault.openSecretFile(rust.plain, "");
  const key = vault.unwrapDataKey(secret, of, bytes(rust.wrapped));
  const entry = { row: Number(rust.row), nonce: bytes(rust.nonce), sealed: bytes(rust.entry) };
  assert.deepEqual(vault.openRow(key, of, entry), [
    { field: true, name: "given_names", value: "Ñusta Ejemplo" },
    { field: true, name: "phone", value: "+504 9999-0000" },
    { field: false, name: "Observaciones", value: '=HYPERLINK("x")' },
  ]);
  assert.equal(await why(() => vault.openRow(key, of, { ...entry, row: entry.row + 1 })), "damaged");
  const blob = bytes(rust.blob);
  assert.equal(decode(vault.openBlob(key, of, "rejected", 3, blob)), '[{"cells":["Ana"]}]');
  assert.equal(await why(() => vault.openBlob(key, of, "rejected", 4, blob)), "damaged");
  assert.equal(await why(() => vault.openBlob(key, { ...of, version: 1n }, "rejected", 3, blob)), "damaged");
  const record = { kind: "request", id: "01-ab", sealed: bytes(rust.record) };
  assert.equal(decode(vault.openRecord(secret, record)), "who asks");
  const stranger = vault.generateSecret();
  assert.equal(await why(() => vault.unwrapDataKey(stranger, of, bytes(rust.wrapped))), "other-key");
});

test("each changed byte of a blob is refused", async () => {
  const secret = await vault.openSecretFile(rust.plain, "");
  const key = vault.unwrapDataKey(secret, of, bytes(rust.wrapped));
  const good = bytes(rust.blob);
  for (let place = 0; place < good.length; place++) {
    const bad = Uint8Array.from(good);
    bad[place] ^= 1;
    assert.equal(await why(() => vault.openBlob(key, of, "rejected", 3, bad)), "damaged", `byte ${place}`);
  }
});

test("a key wrapped anew opens with the new key, and no longer with the old one", async () => {
  const old = await vault.openSecretFile(rust.plain, "");
  const fresh = vault.generateSecret();
  const key = vault.unwrapDataKey(old, of, bytes(rust.wrapped));
  const wrapped = vault.wrapDataKey(vault.publicOf(fresh), of, key);
  assert.equal(wrapped.length, bytes(rust.wrapped).length);
  assert.deepEqual(vault.unwrapDataKey(fresh, of, wrapped), key);
  assert.equal(await why(() => vault.unwrapDataKey(old, of, wrapped)), "other-key");
});

test("damaged identities are refused", async () => {
  for (const bad of ["", "02", "0101", "010002000000", "0100ffffffff61", "010001000000ff00000000"]) {
    assert.notEqual(await why(() => vault.decodeIdentity(bytes(bad))), "nothing", bad);
  }
  assert.deepEqual(vault.decodeIdentity(bytes("01")), []);
});

test("a spreadsheet runs no cell, and numbers stay as they are", () => {
  const made = vault.csv([
    ["Nombre", "Teléfono"],
    ["=cmd|' /C calc'!A0", "+504 9999-0000"],
    ["@sum(1)", "-12,5"],
    ["\tx", 'dice "sí"; luego'],
  ]);
  assert.equal(
    made,
    "\uFEFFNombre,Teléfono\r\n'=cmd|' /C calc'!A0,+504 9999-0000\r\n'@sum(1),\"-12,5\"\r\n'\tx,\"dice \"\"sí\"\"; luego\"\r\n",
  );
});

test("two parts give the key back, and nothing else does", async () => {
  const secret = await vault.openSecretFile(rust.plain, "");
  const [one, two] = vault.splitSecret(secret).map((part, i) => vault.partFile(secret, i + 1, part));
  assert.deepEqual(vault.joinParts([one, two]), secret);
  assert.deepEqual(vault.joinParts([two, one]), secret);
  const other = vault.generateSecret();
  const [three, four] = vault.splitSecret(other).map((part, i) => vault.partFile(other, i + 1, part));
  for (const parts of [[one, one], [one, four], [three, two]]) {
    assert.equal(await why(() => vault.joinParts(parts)), "other-key");
  }
  assert.equal(await why(() => vault.joinParts([one, two.replace(/.\n$/, "x\n")])), "not-a-key");
  assert.equal(await why(() => vault.joinParts([one, rust.plain])), "not-a-key");
  assert.ok(!one.includes(vault.hex(secret)) && !two.includes(vault.hex(secret)));
});

const blind = JSON.parse(readFileSync(new URL("blind.json", import.meta.url), "utf8"));

test("what is looked up has the forms and tags that Faro makes", () => {
  const key = vault.blindKey(bytes(blind.secret), BigInt(blind.version));
  for (const [kind, typed, normal, tag] of blind.forms) {
    assert.equal(vault.normalForm(kind, typed), normal, typed);
    if (normal !== null) assert.equal(vault.blindTag(key, kind, normal, 3), tag, typed);
    assert.equal(vault.blindTags(key, kind, typed).length, normal === null ? 0 : 50);
  }
  const tags = vault.tagger(bytes(blind.secret), BigInt(blind.version));
  for (const [parts, made] of blind.rows) {
    assert.deepEqual(tags(parts.map(([name, value]) => ({ field: true, name, value }))), made);
  }
  assert.deepEqual(tags([{ field: false, name: "document_number", value: "0801-1990-01234" }]), []);
});
