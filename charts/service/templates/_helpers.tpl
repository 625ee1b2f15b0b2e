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
{{- else if eq $probe.kind "http" -}}
httpGet: { port: {{ $probe.port | default .root.Values.port }}, path: {{ ternary $probe.ready $probe.live .ready | quote }} }
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
