use faro_service::permit::{ManagePeople, Policy as _, ReadPeople, RemoveSecondFactor};
use faro_service::{AccountView, Faro, PASSWORD_LINK_HOURS};

use super::Context;
use crate::out::{Exit, Refusal, say};

/// `faro accounts`: what the owner of the machine does when nobody can sign in any more.
pub(crate) async fn run(
    context: &Context,
    password_link: Option<String>,
    remove_second_factor: Option<String>,
    let_in: Option<String>,
) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let manage = context.owner.permit::<ManagePeople>()?;
    if let Some(login) = remove_second_factor {
        let account = found(context, &faro, &login).await?;
        // Nobody else is asked: whoever has the machine has everything.
        let permit = context.owner.permit::<RemoveSecondFactor>()?;
        faro.remove_second_factor(&permit, &account.id, "").await?;
        let login = account.login.as_str();
        say!(
            "{}",
            context.t("account-factor-removed", &[("login", login.into())])
        );
    }
    if let Some(login) = let_in {
        let permit = context.owner.permit::<ReadPeople>()?;
        let wanted = login.trim().to_lowercase();
        let waiting = faro.invitations(&permit).await?;
        let found = waiting
            .into_iter()
            .find(|i| i.login.to_lowercase() == wanted)
            .ok_or_else(|| Refusal::new(Exit::Refused, context.t("account-not-invited", &[])))?;
        faro.let_in(&manage, &found.id).await?;
        let login = found.login.as_str();
        say!(
            "{}",
            context.t("account-let-in", &[("login", login.into())])
        );
    }
    if let Some(login) = password_link {
        let account = found(context, &faro, &login).await?;
        let code = faro.password_link(&manage, &account.id, "").await?.code;
        let hours = (PASSWORD_LINK_HOURS as u64).into();
        say!("{}", context.t("account-link", &[("hours", hours)]));
        // The one place where the code is shown: data, on standard output.
        say!("{}", code.as_str());
        return Ok(Exit::Fine);
    }
    list(context, &faro).await
}

async fn found(context: &Context, faro: &Faro, login: &str) -> anyhow::Result<AccountView> {
    let permit = context.owner.permit::<ReadPeople>()?;
    let wanted = login.trim().to_lowercase();
    let accounts = faro.accounts(&permit).await?;
    accounts
        .into_iter()
        .find(|a| a.login.to_lowercase() == wanted)
        .ok_or_else(|| Refusal::new(Exit::Refused, context.t("account-unknown", &[])).into())
}

async fn list(context: &Context, faro: &Faro) -> anyhow::Result<Exit> {
    let permit = context.owner.permit::<ReadPeople>()?;
    let accounts = faro.accounts(&permit).await?;
    if context.json {
        let list: Vec<_> = accounts
            .iter()
            .map(|a| {
                serde_json::json!({
                    "id": a.id,
                    "login": a.login,
                    "agency": a.agency,
                    "roles": a.roles.iter().map(|r| r.code()).collect::<Vec<_>>(),
                    "territory": a.territory,
                    "active": a.active,
                    "second_factor": a.second_factor,
                })
            })
            .collect();
        say!("{}", serde_json::Value::from(list));
        return Ok(Exit::Fine);
    }
    if accounts.is_empty() {
        say!("{}", context.t("accounts-none", &[]));
    }
    for account in accounts {
        let roles: Vec<&str> = account.roles.iter().map(|r| r.code()).collect();
        let state = if account.active { "" } else { " (-)" };
        say!("{}{state}: {}", account.login, roles.join(", "));
    }
    Ok(Exit::Fine)
}
