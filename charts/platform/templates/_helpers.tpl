{{- define "platform.labels" -}}
app.kubernetes.io/name: operations
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: egov
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- /* A pod that runs the image operations with `args` and ends; with `broker` it gets the broker's address and account. */ -}}
{{- define "platform.operation" -}}
{{- $public := .root.Values.global.publicAddresses -}}
restartPolicy: Never
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532, seccompProfile: { type: RuntimeDefault } }
{{- with .root.Values.global.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- if $public.address }}
hostAliases: [{ ip: {{ $public.address }}, hostnames: {{ values .root.Values.global.hosts | sortAlpha | toJson }} }]
{{- end }}
containers:
  - name: main
    image: {{ .root.Values.global.image.registry }}/operations:{{ .root.Values.global.image.tag | default .root.Chart.AppVersion }}
    imagePullPolicy: {{ .root.Values.global.image.pullPolicy }}
    args: {{- toYaml .args | nindent 6 }}
    {{- $tls := .root.Values.global.tls }}
    {{- if or $public.caSecret .broker (and .inside $tls.enabled) }}
    env:
      {{- if and .inside $tls.enabled }}
      - { name: NODE_EXTRA_CA_CERTS, value: {{ include "service.authority" . }} }
      {{- else if $public.caSecret }}
      - { name: NODE_EXTRA_CA_CERTS, value: /secrets/public-ca/ca.crt }
      {{- end }}
      {{- if .broker }}
      {{- include "platform.brokerUrl" .root | nindent 6 }}
      {{- end }}
    {{- end }}
    resources: { requests: { cpu: 50m, memory: 96Mi }, limits: { memory: 384Mi } }
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
    volumeMounts:
      - { name: tmp, mountPath: /tmp }
      - { name: clients, mountPath: /secrets/clients, readOnly: true }
      {{- if $tls.enabled }}
      - { name: authority, mountPath: /secrets/TLS_CA_FILE, readOnly: true }
      {{- end }}
      {{- if $public.caSecret }}
      - { name: public-ca, mountPath: /secrets/public-ca, readOnly: true }
      {{- end }}
volumes:
  - name: tmp
    emptyDir: {}
  - name: clients
    secret: { secretName: {{ .root.Values.global.secrets.clients }} }
  {{- include "platform.authority" .root | nindent 2 }}
  {{- if $public.caSecret }}
  - name: public-ca
    secret: { secretName: {{ $public.caSecret }}, items: [{ key: ca.crt, path: ca.crt }] }
  {{- end }}
{{- end }}

{{- /* The volume of the authority, where there is TLS. */ -}}
{{- define "platform.authority" -}}
{{- if .Values.global.tls.enabled -}}
- name: authority
  secret: { secretName: {{ .Values.global.tls.caSecret }}, items: [{ key: ca.crt, path: ca.crt }] }
{{- end }}
{{- end }}

{{- /* The broker's address with the account of operations. */ -}}
{{- define "platform.brokerUrl" -}}
- name: BROKER_PASSWORD
  valueFrom: { secretKeyRef: { name: {{ .Values.global.secrets.broker }}, key: password-operations } }
- { name: NATS_URL, value: {{ include "service.broker" (dict "tls" .Values.global.tls "user" "operations") | quote }} }
{{- end }}

{{- define "platform.target" -}}
[{{ range .Values.global.services.operations.asks }}--{{ . }}, "{{ include "service.grpc" (dict "tls" $.Values.global.tls "name" . "port" (get $.Values.global.services .).port) }}", {{ end }}--issuer, "https://{{ .Values.global.hosts.login }}/realms/egov", --secrets, /secrets/clients]
{{- end }}

{{- /* The pod of a backup or a restore, without its containers. */ -}}
{{- define "platform.recovery" -}}
restartPolicy: Never
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532, fsGroupChangePolicy: OnRootMismatch, seccompProfile: { type: RuntimeDefault } }
{{- with .Values.global.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- if not .Values.restore.from }}
# A volume of one node can only be read on that node.
affinity:
  podAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm: { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app.kubernetes.io/name: eventstore, app.kubernetes.io/instance: {{ .Release.Name }} } } }
{{- end }}
volumes:
  - name: tmp
    emptyDir: {}
  - name: backups
    persistentVolumeClaim: { claimName: {{ .Values.backup.claim }} }
  {{- include "platform.authority" . | nindent 2 }}
  {{- if or (index .Values "eventstore-lite" "enabled") .Values.restore.from }}
  - name: event-log
    persistentVolumeClaim: { claimName: data-eventstore-0 }
  {{- end }}
  {{- if or .Values.files.enabled .Values.restore.from }}
  - name: files
    persistentVolumeClaim: { claimName: data-files-0 }
  {{- end }}
{{- end }}

{{- /* The processes with an account at the broker. */ -}}
{{- define "platform.accounts" -}}
{{- range $name, $each := .Values.global.services }}
{{- if has $each.kind (list "events" "files" "portal") }}
- {{ $name }}
{{- end }}
{{- end }}
{{- end }}

{{- /* One container of it; RUN is the name of the run and of its folder. */ -}}
{{- define "platform.part" -}}
- name: {{ .name }}{{ with .account }}-{{ . }}{{ end }}
  image: {{ .root.Values.global.image.registry }}/{{ .image }}:{{ .root.Values.global.image.tag | default .root.Chart.AppVersion }}
  imagePullPolicy: {{ .root.Values.global.image.pullPolicy }}
  {{- with .command }}
  command: {{- toYaml . | nindent 4 }}
  {{- end }}
  args: {{- toYaml .args | nindent 4 }}
  env:
    - { name: HOME, value: /tmp }
    # The nats program reads its settings there; otherwise it looks up its user, which the image does not have.
    - { name: XDG_CONFIG_HOME, value: /tmp }
    - { name: RUN, valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } } }
    {{- if eq .name "await" }}
    {{- include "platform.brokerUrl" .root | nindent 4 }}
    {{- end }}
    {{- if eq .name "broker" }}
    - { name: NATS_URL, value: "{{ ternary "tls" "nats" .root.Values.global.tls.enabled }}://nats:4222" }
    {{- if .root.Values.global.tls.enabled }}
    - { name: NATS_CA, value: {{ include "service.authority" . }} }
    {{- end }}
    - { name: NATS_USER, value: operations-{{ .account }} }
    - name: NATS_PASSWORD
      valueFrom: { secretKeyRef: { name: {{ .root.Values.global.secrets.broker }}, key: password-operations } }
    {{- end }}
    {{- if eq .name "identity" }}
    - { name: PGHOST, value: postgresql }
    {{- if .root.Values.global.tls.enabled }}
    - { name: PGSSLMODE, value: verify-full }
    - { name: PGSSLROOTCERT, value: {{ include "service.authority" . }} }
    {{- end }}
    - { name: PGUSER, value: {{ .root.Values.global.identityDatabase.user }} }
    - name: PGPASSWORD
      valueFrom: { secretKeyRef: { name: {{ .root.Values.global.secrets.clients }}, key: database-password } }
    {{- end }}
  resources: { requests: { cpu: 50m, memory: 96Mi }, limits: { memory: 512Mi } }
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
  volumeMounts:
    - { name: tmp, mountPath: /tmp }
    - { name: backups, mountPath: /backups }
    {{- if .root.Values.global.tls.enabled }}
    - { name: authority, mountPath: /secrets/TLS_CA_FILE, readOnly: true }
    {{- end }}
    {{- if has .name (list "event-log" "files") }}
    - { name: {{ .name }}, mountPath: /{{ .name }} }
    {{- end }}
{{- end }}
