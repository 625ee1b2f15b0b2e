{{- /* Fills in the values that follow from the list of services (global.services) for a process of the list; its own values win. Every template begins with it. */ -}}
{{- define "service.filled" -}}
{{- $values := .Values -}}
{{- $entry := get .Values.global.services .Values.name | default dict -}}
{{- $listed := get $entry "kind" | default "" -}}
{{- $serves := has $listed (list "events" "files") -}}
{{- $env := dict -}}
{{- $secretEnv := dict -}}
{{- $secretFiles := dict -}}
{{- if $entry -}}
{{- $_ := set $env "NODE_ENV" "production" -}}
{{- $_ := set $env "OIDC_ISSUER" "https://{{ .Values.global.hosts.login }}/realms/egov" -}}
{{- $_ := set $values "port" ($values.port | default $entry.port) -}}
{{- $_ := set $values "usesPublicAddresses" true -}}
{{- range $entry.asks -}}
{{- $_ := set $env (printf "%s_URL" . | upper | replace "-" "_") (include "service.grpc" (dict "tls" $values.global.tls "name" . "port" (get $values.global.services .).port)) -}}
{{- end -}}
{{- end -}}
{{- if $serves -}}
{{- $_ := set $env "GRPC_HOST" "0.0.0.0" -}}
{{- $_ := set $env "GRPC_PORT" (toString $values.port) -}}
{{- $_ := set $env "DATA_DIR" $values.storage.path -}}
{{- $_ := set $env "DEMONSTRATION" (toString $values.global.demonstration) -}}
{{- end -}}
{{- if has $listed (list "events" "files" "portal") -}}
{{- $_ := set $secretEnv "BROKER_PASSWORD" (dict "secret" $values.global.secrets.broker "key" (printf "password-%s" $values.name)) -}}
{{- $_ := set $env "NATS_URL" (include "service.broker" (dict "tls" $values.global.tls "user" $values.name)) -}}
{{- $_ := set $values "certificate" true -}}
{{- end -}}
{{- if $values.global.tls.enabled -}}
{{- $_ := set $secretFiles "TLS_CA_FILE" (dict "secret" $values.global.tls.caSecret "key" "ca.crt") -}}
{{- if $values.tlsPort -}}{{- $_ := set $values "port" $values.tlsPort -}}{{- end -}}
{{- if $values.certificate -}}
{{- range $variable, $key := dict "TLS_CERT_FILE" "tls.crt" "TLS_KEY_FILE" "tls.key" -}}
{{- $_ := set $secretFiles $variable (dict "secret" (printf $values.global.tls.certificates $values.name) "key" $key) -}}
{{- end -}}
{{- end -}}
{{- if $serves -}}
{{- /* A kubelet asks for health without TLS. */ -}}
{{- $_ := set $env "HEALTH_PORT" "7090" -}}
{{- $_ := set $values.probe "port" 7090 -}}
{{- end -}}
{{- end -}}
{{- if has $listed (list "events" "portal") -}}
{{- $_ := set $env "OIDC_CLIENT_ID" $values.name -}}
{{- $_ := set $secretEnv "OIDC_CLIENT_SECRET" (dict "secret" $values.global.secrets.clients "key" (printf "client-%s" $values.name)) -}}
{{- end -}}
{{- if $serves -}}
{{- $_ := set $secretFiles "MASTER_KEY_FILE" (dict "secret" $values.global.secrets.keys "key" "master.key") -}}
{{- if $entry.grants -}}
{{- $_ := set $secretFiles "GRANT_KEY_FILE" (dict "secret" $values.global.secrets.keys "key" (printf "%s-grant.key" $values.name)) -}}
{{- end -}}
{{- range $each := $values.global.services -}}
{{- if has $values.name ($each.grants | default list) -}}
{{- $_ := set $secretFiles "GRANT_KEYS_FILE" (dict "secret" $values.global.secrets.keys "key" "grant-keys.json") -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (eq $listed "files") $values.global.fileStore.endpoint -}}
{{- $store := $values.global.fileStore -}}
{{- $_ := set $env "S3_ENDPOINT" $store.endpoint -}}
{{- $_ := set $env "S3_REGION" $store.region -}}
{{- $_ := set $env "S3_BUCKET" $store.bucket -}}
{{- $_ := set $secretEnv "S3_ACCESS_KEY_ID" (dict "secret" $store.secret "key" "access-key-id") -}}
{{- $_ := set $secretEnv "S3_SECRET_ACCESS_KEY" (dict "secret" $store.secret "key" "secret-access-key") -}}
{{- end -}}
{{- if and (eq $listed "files") $values.global.virusScanner.url -}}
{{- $_ := set $env "CLAMD_URL" $values.global.virusScanner.url -}}
{{- end -}}
{{- if eq $listed "events" -}}
{{- $_ := set $env "PROVINCE" $values.global.province -}}
{{- $_ := set $secretFiles "CHAIN_KEYS_FILE" (dict "secret" $values.global.secrets.keys "key" (printf "%s-chain.json" $values.name)) -}}
{{- $_ := set $values "usesEventLog" true -}}
{{- end -}}
{{- if eq $listed "portal" -}}
{{- $_ := set $env "HTTP_HOST" "0.0.0.0" -}}
{{- $_ := set $env "HTTP_PORT" (toString $values.port) -}}
{{- $_ := set $env "BASE_URL" (printf "https://%s" $values.ingress.host) -}}
{{- $_ := set $env "TRUSTED_PROXIES" $values.global.ingress.proxies -}}
{{- $_ := set $env "TRUSTED_HOPS" (toString $values.global.ingress.hops) -}}
{{- $_ := set $secretFiles "SESSION_KEY_FILE" (dict "secret" $values.global.secrets.keys "key" (printf "%s-session.key" $values.name)) -}}
{{- end -}}
{{- range $name, $each := $values.global.services -}}
{{- if has $each.kind $values.passwordsOf -}}
{{- $_ := set $secretEnv (printf "PASSWORD_%s" $name | upper | replace "-" "_") (dict "secret" $values.global.secrets.broker "key" (printf "password-%s" $name)) -}}
{{- end -}}
{{- end -}}
{{- $_ := set $values "env" (merge dict $values.env $env) -}}
{{- $_ := set $values "secretEnv" (merge dict $values.secretEnv $secretEnv) -}}
{{- $_ := set $values "secretFiles" (merge dict $values.secretFiles $secretFiles) -}}
{{- $_ := set $values "kind" ($values.kind | default (ternary "StatefulSet" "Deployment" $serves)) -}}
{{- $_ := set $values "protocol" ($values.protocol | default (ternary "http" "grpc" (eq $listed "portal"))) -}}
{{- $_ := set $values.probe "kind" ($values.probe.kind | default (ternary "http" "grpc" (eq $listed "portal"))) -}}
{{- end }}

{{- /* The authority of every server's certificate, as a file of a pod. */ -}}
{{- define "service.authority" -}}/secrets/TLS_CA_FILE/ca.crt{{- end }}

{{- /* The address of a service at a port. */ -}}
{{- define "service.grpc" -}}
{{- if .tls.enabled }}grpcs://{{ .name }}:{{ .port }}?ca={{ include "service.authority" . }}{{ else }}grpc://{{ .name }}:{{ .port }}{{ end }}
{{- end }}

{{- /* The address of the broker for a user whose password is in BROKER_PASSWORD. */ -}}
{{- define "service.broker" -}}
{{- if .tls.enabled }}tls://{{ .user }}:$(BROKER_PASSWORD)@nats:4222?ca={{ include "service.authority" . }}{{ else }}nats://{{ .user }}:$(BROKER_PASSWORD)@nats:4222{{ end }}
{{- end }}

{{- /* Where Keycloak listens for what asks it inside the cluster. */ -}}
{{- define "service.keycloakPort" -}}{{ ternary 8443 8080 .Values.global.tls.enabled }}{{- end }}

{{- /* Who calls whom at which port: the edges of the list, and what each kind of process needs. Each edge is here once, and gives the policies of both ends. */ -}}
{{- define "service.edges" -}}
{{- $services := .Values.global.services -}}
{{- range $name, $each := $services }}
{{- range $each.asks }}
- { from: {{ $name }}, to: {{ . }}, port: {{ (get $services .).port }} }
{{- end }}
{{- if has $each.kind (list "events" "job") }}
- { from: {{ $name }}, to: eventstore, port: 2113 }
{{- end }}
- { from: {{ $name }}, to: nats, port: 4222 }
{{- if eq $each.kind "portal" }}
- { from: keycloak, to: {{ $name }}, port: {{ $each.port }} }
{{- end }}
{{- if eq $each.kind "job" }}
- { from: {{ $name }}, to: keycloak, port: {{ include "service.keycloakPort" $ }} }
{{- end }}
{{- if ne $each.kind "job" }}
- { from: {{ $name }}, to: otel-collector, port: 4317 }
{{- end }}
{{- end }}
- { from: keycloak, to: postgresql, port: 5432 }
{{- end }}

{{- define "service.selector" -}}
app.kubernetes.io/name: {{ .Values.name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "service.labels" -}}
{{ include "service.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: egov
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "service.image" -}}
{{ .Values.image.registry | default .Values.global.image.registry }}/{{ .Values.image.name | default .Values.name }}:{{ .Values.image.tag | default .Values.global.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "service.probe" -}}
{{- $probe := .root.Values.probe -}}
{{- if eq $probe.kind "grpc" -}}
grpc: { port: {{ $probe.port | default .root.Values.port }}, service: {{ ternary "readiness" "" .ready | quote }} }
{{- else if has $probe.kind (list "http" "https") -}}
{{- $tls := or (eq $probe.kind "https") (and .root.Values.global.tls.enabled .root.Values.certificate (not $probe.plain)) -}}
httpGet: { port: {{ $probe.port | default .root.Values.port }}, path: {{ ternary $probe.ready $probe.live .ready | quote }}{{ if $tls }}, scheme: HTTPS{{ end }} }
{{- else -}}
tcpSocket: { port: {{ $probe.port | default .root.Values.port }} }
{{- end }}
{{- end }}

{{- define "service.files" -}}
{{- range $name, $text := .Values.files }}
{{ $name }}: |
  {{- tpl $text $ | trim | nindent 2 }}
{{- end }}
{{- end }}
