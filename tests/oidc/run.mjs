// Signing in through a certified identity provider: `oidc-provider` (npm), with tokens signed by RS256 and by
// ES256. Not a part of `.ci/run`: that tries Faro against a provider of its own.
//
//   npm install --prefix FOLDER oidc-provider
//   FARO_BIN=target/release/faro node tests/oidc/run.mjs FOLDER

import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ask, between, expect, faro, freePort, setUp, start, stop } from "../support/shared-server.mjs";

const require = createRequire(join(resolve(process.argv[2]), "package.json"));
const { default: Provider } = await import(pathToFileURL(require.resolve("oidc-provider")).href);

const secret = "what the client knows: + / %";

/** A provider that knows this Faro and signs so. */
async function provider(alg, base) {
  const kind = alg === "RS256" ? ["rsa", { modulusLength: 2048 }] : ["ec", { namedCurve: "P-256" }];
  const { privateKey } = generateKeyPairSync(...kind);
  const key = { ...privateKey.export({ format: "jwk" }), use: "sig", alg };
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const made = new Provider(issuer, {
    clients: [{
      client_id: "faro", client_secret: secret, id_token_signed_response_alg: alg,
      redirect_uris: [`${base}/sign-in/elsewhere/back`], response_types: ["code"], grant_types: ["authorization_code"],
    }],
    jwks: { keys: [key] },
    cookies: { keys: ["of this run"] },
    pkce: { required: () => true },
  });
  const server = await new Promise((up) => {
    const listening = made.listen(port, "127.0.0.1", () => up(listening));
  });
  return { issuer, close: () => server.close() };
}

/** Goes through the provider's pages as somebody; gives the way back to Faro. */
async function vouched(url, who, base) {
  const jar = {};
  const step = async (address, form) => {
    const answer = await fetch(address, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: Object.entries(jar).map(([k, v]) => `${k}=${v}`).join("; ") },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0].split("=");
      if (value) jar[name] = value;
      else delete jar[name];
    }
    return answer;
  };
  let at = url;
  for (let steps = 0; steps < 12; steps += 1) {
    if (at.startsWith(base)) return at.slice(base.length);
    let answer = await step(at);
    if (answer.status === 200) {
      const page = await answer.text();
      const form = page.includes('value="login"')
        ? { prompt: "login", login: who, password: "any" }
        : { prompt: "consent" };
      answer = await step(new URL(between(page, 'action="', '"'), at).href, form);
    }
    const next = answer.headers.get("location");
    if (!next) throw new Error(`${at}: ${answer.status} ${(await answer.text()).slice(0, 1000)}`);
    at = new URL(next, at).href;
  }
  throw new Error("the provider leads nowhere");
}

for (const alg of ["RS256", "ES256"]) {
  const folder = mkdtempSync(join(tmpdir(), "faro-oidc-"));
  const place = { data: join(folder, "data"), env: {}, port: await freePort() };
  const first = await setUp(place);
  const { base, cookies } = first;
  const page = expect(await ask(base, "GET", "/account", { cookies }), 200, "account");
  if (page.body.includes("elsewhere")) throw new Error("a provider that was not set up is offered");
  await stop(first.child);
  const peer = await provider(alg, base);
  writeFileSync(join(folder, "client.secret"), secret, { mode: 0o600 });
  const file = join(folder, "provider.toml");
  writeFileSync(file, `name = "Peer"\nissuer = "${peer.issuer}"\nclient_id = "faro"\n`
    + `client_secret_file = "client.secret"\nprivate_network = true\n`);
  const args = ["serve", "--port", String(place.port), "--data", place.data, "--language", "en", "--sign-in-with", file];
  const server = await start(faro, args, {}, /http:\/\/127[^\s]+/);
  try {
    const link = expect(await ask(base, "POST", "/account/elsewhere", { cookies }), 200, "link");
    const toLink = between(link.body, `href="${peer.issuer}`, '"').replaceAll("&#38;", "&");
    const linking = { "__Host-faro-elsewhere": cookies["__Host-faro-elsewhere"] };
    const back = await vouched(peer.issuer + toLink, "ada", base);
    expect(await ask(base, "GET", back, { cookies: linking }), 200, "linked");
    for (const [who, status] of [["ada", 200], ["somebody else", 401]]) {
      const own = {};
      const begun = expect(await ask(base, "GET", "/sign-in/elsewhere?back=/people", { cookies: own }), 303, "begin");
      const answer = await ask(base, "GET", await vouched(begun.location, who, base), { cookies: own });
      expect(answer, status, who);
      if (status !== 200) continue;
      const held = await ask(base, "GET", "/people", { cookies: own });
      if (held.location !== "/second-factor") throw new Error(`no second factor: ${held.status} ${held.location}`);
    }
    console.log(`${alg}: linked, signed in up to the second factor, a stranger refused`);
  } finally {
    await stop(server.child);
    peer.close();
    rmSync(folder, { recursive: true });
  }
}
process.exit(0);
