<#import "template.ftl" as layout>
<#import "passkeys.ftl" as passkeys>
<#assign wrong = messagesPerField.existsError('username', 'password')>
<#macro error><#if wrong><p class="govuk-error-message" id="input-error">${kcSanitize(messagesPerField.getFirstError('username', 'password'))?no_esc}</p></#if></#macro>
<@layout.registrationLayout displayMessage=!wrong; section>
<#if section = "header">
${msg("loginAccountTitle")}
<#elseif section = "form">
<#if realm.password>
<form id="kc-form-login" action="${url.loginAction}" method="post">
  <#if !usernameHidden??>
  <div class="govuk-form-group<#if wrong> govuk-form-group--error</#if>">
    <label class="govuk-label" for="username"><#if !realm.loginWithEmailAllowed>${msg("username")}<#else>${msg("usernameOrEmail")}</#if></label>
    <@error/>
    <input class="govuk-input<#if wrong> govuk-input--error</#if>" id="username" name="username" value="${(login.username!'')}" autofocus autocapitalize="none" spellcheck="false" autocomplete="${(enableWebAuthnConditionalUI?has_content)?then('username webauthn', 'username')}"<#if wrong> aria-invalid="true" aria-describedby="input-error"</#if>>
  </div>
  </#if>
  <div class="govuk-form-group<#if wrong> govuk-form-group--error</#if>">
    <label class="govuk-label" for="password">${msg("password")}</label>
    <#if usernameHidden??><@error/></#if>
    <input class="govuk-input<#if wrong> govuk-input--error</#if>" id="password" name="password" type="password" autocomplete="current-password"<#if wrong> aria-invalid="true" aria-describedby="input-error"</#if>>
  </div>
  <input type="hidden" name="credentialId"<#if auth.selectedCredential?has_content> value="${auth.selectedCredential}"</#if>>
  <button class="govuk-button" name="login" id="kc-login">${msg("doLogIn")}</button>
  <#if realm.resetPasswordAllowed><p class="govuk-body"><a class="govuk-link" href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></p></#if>
</form>
</#if>
<@passkeys.conditionalUIData />
<#elseif section = "socialProviders">
<#if realm.password && social?? && social.providers?has_content>
<h2 class="govuk-heading-m">${msg("identity-provider-login-label")}</h2>
<#list social.providers as provider><p class="govuk-body"><a class="govuk-button govuk-button--secondary" id="social-${provider.alias}" href="${provider.loginUrl}" role="button" draggable="false">${provider.displayName!}</a></p></#list>
</#if>
</#if>
</@layout.registrationLayout>
