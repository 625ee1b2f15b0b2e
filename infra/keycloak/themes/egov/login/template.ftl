<#-- The frame of every page; the pages themselves are Keycloak's base theme, but for login.ftl. No script but what a passkey needs. -->
<#import "footer.ftl" as loginFooter>
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!DOCTYPE html>
<html lang="${lang}" class="govuk-template govuk-template--rebranded">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex, nofollow">
  <title>${msg("loginTitle", (realm.displayName!''))}</title>
  <link rel="icon" href="data:,">
  <#list (properties.styles!'')?split(' ') as style>
  <link href="${url.resourcesPath}/${style}" rel="stylesheet">
  </#list>
  <script type="importmap">{"imports":{"rfc4648":"${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}</script>
  <#if scripts??><#list scripts as script><script src="${script}"></script></#list></#if>
</head>
<body class="govuk-template__body" data-page-id="login-${pageId}">
  <header class="portal-header">
    <div class="govuk-width-container portal-header__row">
      <span class="portal-header__title">${(realm.displayName!'')}</span>
      <#if realm.internationalizationEnabled && locale.supported?size gt 1>
      <div class="portal-header__account">
        <#list locale.supported as other><#if other.languageTag != locale.currentLanguageTag><a href="${other.url}" lang="${other.languageTag}">${other.label}</a></#if></#list>
      </div>
      </#if>
    </div>
  </header>
  <div class="govuk-width-container">
    <main class="govuk-main-wrapper login-page" id="main">
      <h1 class="govuk-heading-l" id="kc-page-title"><#nested "header"></h1>
      <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
      <p class="govuk-body">${auth.attemptedUsername} <a class="govuk-link" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
      <#nested "show-username">
      </#if>
      <#if displayMessage && message?has_content && (message.type != 'warning' || !isAppInitiatedAction??)>
      <div class="govuk-inset-text login-message--${message.type}" role="alert">${kcSanitize(message.summary)?no_esc}</div>
      </#if>
      <#nested "form">
      <#if auth?has_content && auth.showTryAnotherWayLink()>
      <form action="${url.loginAction}" method="post"><input type="hidden" name="tryAnotherWay" value="on"><button class="govuk-button govuk-button--secondary">${msg("doTryAnotherWay")}</button></form>
      </#if>
      <#nested "socialProviders">
      <#if displayInfo><#nested "info"></#if>
      <@loginFooter.content/>
    </main>
  </div>
</body>
</html>
</#macro>
