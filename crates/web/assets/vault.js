// The agency's key, and opening what was sealed to it: the formats of crates/store/src/vault, in the
// browser. Nothing here touches the page or the network, so that it can be tested on its own.

import {
  blake3,
  chacha20poly1305,
  expand,
  extract,
  scryptAsync,
  sha256,
  x25519,
  xchacha20poly1305,
} from "./vendor/noble.js";

const text = new TextEncoder();
const SECRET_HEADER = "faro-agency-secret-1";
const PUBLIC_HEADER = "faro-agency-public-1";
const SECRET_NOTE =
  "# Whoever holds this file can read the sealed identities. Keep a copy in a safe place: without it nobody can.";
const SCRYPT_LOG_N = 17;
const SCRYPT_LOG_N_LIMIT = 20;
const DATA_KEY_INFO = text.encode("faro vault data key 1");
const RECORD_INFO = text.encode("faro vault record 1");

/** Why something can't be opened: `not-a-key`, `passphrase`, `other-key`, `damaged`. */
export class VaultError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

function refuse(reason) {
  throw new VaultError(reason);
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function unhex(digits, length) {
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits) || (length !== undefined && digits.length !== length * 2)) {
    refuse("not-a-key");
  }
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}

export function fromBase64(encoded) {
  return Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
}

export function toBase64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function join(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function u32(value) {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value, true);
  return out;
}

function i64(value) {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigInt64(0, BigInt(value), true);
  return out;
}

function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

// Keys and their files.

export function generateSecret() {
  return random(32);
}

export function publicOf(secret) {
  return x25519.getPublicKey(secret);
}

/** Short name of a public key. */
export function keyId(publicKey) {
  return hex(blake3(publicKey).slice(0, 8));
}

export function publicFile(publicKey) {
  return `${PUBLIC_HEADER}\n${hex(publicKey)}\n`;
}

/** The text of `agency.key`, protected by a passphrase. */
export async function secretFile(secret, passphrase, onProgress, logN = SCRYPT_LOG_N) {
  const salt = random(16);
  const nonce = random(24);
  const key = await stretch(passphrase, salt, logN, onProgress);
  const sealed = xchacha20poly1305(key, nonce, text.encode(SECRET_HEADER)).encrypt(secret);
  key.fill(0);
  return `${SECRET_HEADER}\n${SECRET_NOTE}\nscrypt ${logN} ${hex(salt)} ${hex(nonce)} ${hex(sealed)}\n`;
}

function stretch(passphrase, salt, logN, onProgress) {
  const cost = { N: 2 ** logN, r: 8, p: 1, dkLen: 32, maxmem: 2 ** (SCRYPT_LOG_N_LIMIT + 11), asyncTick: 20 };
  return scryptAsync(text.encode(passphrase), salt, onProgress ? { ...cost, onProgress } : cost);
}

/** Whether the text of a key file asks for a passphrase. */
export function isProtected(file) {
  return keyLine(file)[0] === "scrypt";
}

function keyLine(file) {
  const lines = file.split(/\r?\n/).filter((line) => !line.startsWith("#"));
  if (lines[0] !== SECRET_HEADER) refuse("not-a-key");
  return (lines[1] ?? "").split(" ");
}

/** The secret key in the text of `agency.key`. */
export async function openSecretFile(file, passphrase, onProgress) {
  const [kind, ...words] = keyLine(file);
  if (kind === "plain" && words.length === 1) return unhex(words[0], 32);
  if (kind !== "scrypt" || words.length !== 4) refuse("not-a-key");
  const logN = Number(words[0]);
  if (!Number.isInteger(logN) || logN < 1 || logN > SCRYPT_LOG_N_LIMIT) refuse("not-a-key");
  const [salt, nonce, sealed] = [unhex(words[1], 16), unhex(words[2], 24), unhex(words[3], 48)];
  const key = await stretch(passphrase, salt, logN, onProgress);
  try {
    return xchacha20poly1305(key, nonce, text.encode(SECRET_HEADER)).decrypt(sealed);
  } catch {
    return refuse("passphrase");
  } finally {
    key.fill(0);
  }
}

// HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.

const KEM_SUITE = join(text.encode("KEM"), Uint8Array.of(0x00, 0x20));
const HPKE_SUITE = join(text.encode("HPKE"), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x03));
const VERSION = text.encode("HPKE-v1");
const EMPTY = new Uint8Array(0);

function labeledExtract(suite, salt, label, ikm) {
  return extract(sha256, join(VERSION, suite, text.encode(label), ikm), salt);
}

function labeledExpand(suite, prk, label, info, length) {
  const asked = join(Uint8Array.of(length >> 8, length & 255), VERSION, suite, text.encode(label), info);
  return expand(sha256, prk, asked, length);
}

function schedule(dh, encapsulated, recipient, info) {
  const eae = labeledExtract(KEM_SUITE, EMPTY, "eae_prk", dh);
  const shared = labeledExpand(KEM_SUITE, eae, "shared_secret", join(encapsulated, recipient), 32);
  const pskId = labeledExtract(HPKE_SUITE, EMPTY, "psk_id_hash", EMPTY);
  const infoHash = labeledExtract(HPKE_SUITE, EMPTY, "info_hash", info);
  const context = join(Uint8Array.of(0), pskId, infoHash);
  const secret = labeledExtract(HPKE_SUITE, shared, "secret", EMPTY);
  return {
    key: labeledExpand(HPKE_SUITE, secret, "key", context, 32),
    nonce: labeledExpand(HPKE_SUITE, secret, "base_nonce", context, 12),
  };
}

/** Encapsulated key and ciphertext. `ephemeral` is for tests only. */
export function hpkeSeal(recipient, info, associated, plain, ephemeral = random(32)) {
  const encapsulated = publicOf(ephemeral);
  const { key, nonce } = schedule(x25519.getSharedSecret(ephemeral, recipient), encapsulated, recipient, info);
  return join(encapsulated, chacha20poly1305(key, nonce, associated).encrypt(plain));
}

export function hpkeOpen(secret, info, associated, sealed) {
  if (sealed.length < 48) refuse("damaged");
  const encapsulated = sealed.slice(0, 32);
  try {
    const dh = x25519.getSharedSecret(secret, encapsulated);
    const { key, nonce } = schedule(dh, encapsulated, publicOf(secret), info);
    return chacha20poly1305(key, nonce, associated).decrypt(sealed.slice(32));
  } catch {
    return refuse("other-key");
  }
}

// Data keys and what they seal. `of` is {version, keyVersion}.

// A key from this number on was made at the agency, before there was a version.
const HAND_IN = 2 ** 31;

function bound(of, table, row) {
  const version = of.keyVersion >= HAND_IN ? 0 : of.version;
  return join(text.encode(`${table}|`), i64(version), u32(row), u32(of.keyVersion));
}

/** The data key of a version, out of its wrapping. */
export function unwrapDataKey(secret, of, sealed) {
  const key = hpkeOpen(secret, DATA_KEY_INFO, bound(of, keyId(publicOf(secret)), 0), sealed);
  if (key.length !== 32) refuse("damaged");
  return key;
}

/** A data key wrapped to a public key. */
export function wrapDataKey(recipient, of, key) {
  return hpkeSeal(recipient, DATA_KEY_INFO, bound(of, keyId(recipient), 0), key);
}

function openEntry(key, nonce, associated, sealed) {
  try {
    return xchacha20poly1305(key, nonce, associated).decrypt(sealed);
  } catch {
    return refuse("damaged");
  }
}

/** The entry of one row: `entry` is {row, nonce, sealed}. */
export function openRow(key, of, { row, nonce, sealed }) {
  return decodeIdentity(openEntry(key, nonce, bound(of, "sealed_block", row), sealed));
}

const FRAME = 22;

/** A stored blob, such as a part of the rejected rows. */
export function openBlob(key, of, kind, ordinal, stored) {
  const magic = new TextDecoder().decode(stored.slice(0, 4));
  if (stored.length < FRAME + 40 || magic !== "FSBB" || stored[4] !== 1 || stored[5] !== 0) refuse("damaged");
  const body = stored.slice(FRAME);
  if (hex(blake3(body).slice(0, 16)) !== hex(stored.slice(6, FRAME))) refuse("damaged");
  return openEntry(key, body.slice(0, 24), bound(of, `sealed_blob|${kind}`, ordinal), body.slice(24));
}

/** The parts of an identity: what each is called, and what it says. */
export function decodeIdentity(bytes) {
  if (bytes[0] !== 1) refuse("damaged");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new TextDecoder("utf-8", { fatal: true });
  let at = 1;
  const take = () => {
    if (at + 4 > bytes.length) refuse("damaged");
    const length = view.getUint32(at, true);
    at += 4;
    if (at + length > bytes.length) refuse("damaged");
    at += length;
    return words.decode(bytes.subarray(at - length, at));
  };
  const parts = [];
  while (at < bytes.length) {
    const kind = bytes[at++];
    if (kind > 1) refuse("damaged");
    parts.push({ field: kind === 0, name: take(), value: take() });
  }
  return parts;
}

function recordPlace(agencyKey, kind, id) {
  return join(
    ...[agencyKey, kind, id].flatMap((part) => {
      const bytes = text.encode(part);
      return [i64(bytes.length), bytes];
    }),
  );
}

/** A sealed text that belongs to no version: `record` is {kind, id, sealed}. */
export function openRecord(secret, { kind, id, sealed }) {
  return hpkeOpen(secret, RECORD_INFO, recordPlace(keyId(publicOf(secret)), kind, id), sealed);
}

export function sealRecord(recipient, kind, id, plain) {
  return hpkeSeal(recipient, RECORD_INFO, recordPlace(keyId(recipient), kind, id), plain);
}

/**
 * Rows as CSV for a spreadsheet. A cell that a spreadsheet would run as a formula gets an apostrophe
 * before it, as everywhere in Faro.
 */
export function csv(rows) {
  const cell = (value) => {
    const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d .,()\/-]*$/.test(value) ? `'${value}` : value;
    return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// Looking up without opening: crates/store/src/vault/blind.rs, the same in the browser.

const BLIND_INFO = text.encode("faro blind index 1");
const MOST_ALIKE = 50;
const MAX_NORMAL = 120;
const PHONE_DIGITS = 8;
const MIN_PHONE_DIGITS = 7;
const MIN_NORMAL = 3;

/** As `fold` in crates/vocabulary: letters and digits without marks and case, one space between. */
export function fold(words) {
  const plain = [...words.normalize("NFKD")].map((c) => c.toLowerCase()).join("").normalize("NFKD");
  return plain
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{Alphabetic}\p{N}]+/gu, " ")
    .trim();
}

/** The form in which texts of a kind are compared; `null` when there is too little of it. */
export function normalForm(kind, words) {
  const folded = fold(words);
  const byCodePoint = (a, b) => {
    const [left, right] = [text.encode(a), text.encode(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      if (left[i] !== right[i]) return left[i] - right[i];
    }
    return left.length - right.length;
  };
  let normal;
  if (kind === "name") normal = folded.split(" ").sort(byCodePoint).join(" ");
  else if (kind === "phone") normal = folded.replace(/[^0-9]/g, "").slice(-PHONE_DIGITS);
  else normal = folded.replaceAll(" ", "").replace(/^0+/, "");
  const length = [...normal].length;
  const least = kind === "phone" ? MIN_PHONE_DIGITS : MIN_NORMAL;
  return length >= least && length <= MAX_NORMAL ? normal : null;
}

/** The key of a version, which only the secret key gives. */
export function blindKey(secret, version) {
  return expand(sha256, extract(sha256, secret, EMPTY), join(BLIND_INFO, i64(version)), 32);
}

/** The tag, in decimal, of the `nth` row that says this. */
export function blindTag(key, kind, normal, nth) {
  const tag = expand(sha256, key, join(text.encode(`${kind}|${normal}\0`), u32(nth)), 8);
  return new DataView(tag.buffer, tag.byteOffset).getBigInt64(0, true).toString();
}

/** The tags under which rows of a version may be found that say this; none when it says too little. */
export function blindTags(key, kind, words) {
  const normal = normalForm(kind, words);
  if (normal === null) return [];
  return Array.from({ length: MOST_ALIKE }, (_, nth) => blindTag(key, kind, normal, nth));
}

/** What an identity can be looked up by, each once: pairs of kind and normal form. */
function said(parts) {
  const found = [];
  const add = (kind, words) => {
    const normal = normalForm(kind, words);
    if (normal !== null && !found.some(([k, n]) => k === kind && n === normal)) found.push([kind, normal]);
  };
  let given = "";
  let surnames = "";
  for (const { field, name, value } of parts) {
    if (!field) continue;
    if (name === "full_name" || name === "alias") add("name", value);
    else if (name === "given_names") given = value;
    else if (name === "surnames") surnames = value;
    else if (name === "document_number") add("document", value);
    else if (name === "case_number" || name === "person_number") add("number", value);
    else if (name === "phone") for (const one of value.split(/[/;,]/)) add("phone", one);
  }
  if (given && surnames) add("name", `${given} ${surnames}`);
  return found;
}

/** Makes the tags of the rows of a version, which are given in their order. */
export function tagger(secret, version) {
  const key = blindKey(secret, version);
  const seen = new Map();
  return (parts) =>
    said(parts).flatMap(([kind, normal]) => {
      const first = blindTag(key, kind, normal, 0);
      const nth = seen.get(first) ?? 0;
      seen.set(first, nth + 1);
      if (nth >= MOST_ALIKE) return [];
      return [nth === 0 ? first : blindTag(key, kind, normal, nth)];
    });
}

// Escrow: the secret key in two parts, of which one alone says nothing.

const PART_HEADER = "faro-agency-part-1";
const PART_NOTE =
  "# One of two parts of an agency's secret key. Alone it opens nothing; with the other one it opens everything.";

/** Two parts: one random, the other the secret with the first added bit by bit. */
export function splitSecret(secret) {
  const first = random(32);
  return [first, secret.map((byte, i) => byte ^ first[i])];
}

/** The text of a part: the short name of the key, which part it is, and its bytes. */
export function partFile(secret, number, part) {
  return `${PART_HEADER}\n${PART_NOTE}\n${keyId(publicOf(secret))} ${number} ${hex(part)}\n`;
}

/** The secret key of two parts; refuses parts of different keys, or the same part twice. */
export function joinParts(files) {
  const parts = files.map((file) => {
    const lines = file.split(/\r?\n/).filter((line) => !line.startsWith("#"));
    const [id, number, digits] = (lines[1] ?? "").split(" ");
    if (lines[0] !== PART_HEADER || digits === undefined) refuse("not-a-key");
    return { id, number, bytes: unhex(digits, 32) };
  });
  const [first, second] = parts;
  if (parts.length !== 2 || first.id !== second.id || first.number === second.number) refuse("other-key");
  const secret = first.bytes.map((byte, i) => byte ^ second.bytes[i]);
  if (keyId(publicOf(secret)) !== first.id) refuse("damaged");
  return secret;
}
