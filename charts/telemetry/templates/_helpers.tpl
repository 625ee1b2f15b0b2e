{{- define "telemetry.labels" -}}
app.kubernetes.io/name: otel-collector
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: egov
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
