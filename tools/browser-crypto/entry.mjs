// What Faro's pages use of the noble libraries, and nothing else.
export { chacha20poly1305, xchacha20poly1305 } from "@noble/ciphers/chacha.js";
export { x25519 } from "@noble/curves/ed25519.js";
export { blake3 } from "@noble/hashes/blake3.js";
export { expand, extract } from "@noble/hashes/hkdf.js";
export { scryptAsync } from "@noble/hashes/scrypt.js";
export { sha256 } from "@noble/hashes/sha2.js";
