// Lets an authenticator make or show a passkey. The page works without it: the six digits stay.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const form = document.querySelector("form[data-passkey]");
const keys = (form?.dataset.keys ?? "").split(" ").filter(Boolean);

async function make() {
  const { dataset } = form;
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(dataset.challenge),
      rp: { name: "Faro", id: dataset.host },
      // A number of this page's own: an authenticator learns nothing of the account but its name.
      user: {
        id: crypto.getRandomValues(new Uint8Array(16)),
        name: dataset.account,
        displayName: dataset.account,
      },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      excludeCredentials: keys.map((id) => ({ type: "public-key", id: toBytes(id) })),
      authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
      attestation: "none",
      timeout: 240000,
    },
  });
  form.elements.key.value = toText(made.rawId);
  form.elements.authenticator.value = toText(made.response.getAuthenticatorData());
  form.elements.client.value = toText(made.response.clientDataJSON);
}

async function show() {
  const { dataset } = form;
  const shown = await navigator.credentials.get({
    publicKey: {
      challenge: toBytes(dataset.challenge),
      rpId: dataset.host,
      allowCredentials: keys.map((id) => ({ type: "public-key", id: toBytes(id) })),
      userVerification: "required",
      timeout: 240000,
    },
  });
  form.elements.key.value = toText(shown.rawId);
  form.elements.authenticator.value = toText(shown.response.authenticatorData);
  form.elements.client.value = toText(shown.response.clientDataJSON);
  form.elements.signature.value = toText(shown.response.signature);
}

if (form && window.PublicKeyCredential) {
  form.hidden = false;
  document.getElementById("passkey-none")?.remove();
  let ready = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    const told = form.querySelector("[role=status]");
    told.textContent = told.dataset.wait;
    try {
      await (form.dataset.passkey === "make" ? make() : show());
      ready = true;
      form.requestSubmit();
    } catch {
      // The person called it off, or there is no such key in this device: the browser has said why.
      told.textContent = told.dataset.failed;
    }
  });
}
