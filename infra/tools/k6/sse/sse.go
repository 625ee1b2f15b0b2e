// Package sse lets a virtual user follow a stream of server-sent events, as the page of a dossier does.
//
//	import sse from 'k6/x/sse';
//	const { status, opened, events } = sse.follow('https://…/live', { cookie: '…' }, 30);
package sse

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"go.k6.io/k6/js/modules"
)

func init() { modules.Register("k6/x/sse", new(root)) }

type root struct{}

func (*root) NewModuleInstance(vu modules.VU) modules.Instance { return &module{vu: vu} }

type module struct{ vu modules.VU }

func (m *module) Exports() modules.Exports {
	return modules.Exports{Default: map[string]any{"follow": m.follow}}
}

// Event is one event of a stream and when it arrived, in milliseconds since 1970.
type Event struct {
	Name string `js:"name"`
	Data string `js:"data"`
	At   int64  `js:"at"`
}

// Followed is the outcome of a stream: the response's status, milliseconds until its headers arrived, its
// events, and why it ended early, if it did.
type Followed struct {
	Status int     `js:"status"`
	Opened int64   `js:"opened"`
	Events []Event `js:"events"`
	Error  string  `js:"error"`
}

// follow holds a stream open for so many seconds, or until the scenario ends.
func (m *module) follow(url string, headers map[string]string, seconds float64) Followed {
	ctx, cancel := context.WithTimeout(m.vu.Context(), time.Duration(seconds*float64(time.Second)))
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return Followed{Error: err.Error()}
	}
	request.Header.Set("accept", "text/event-stream")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	began := time.Now()
	answer, err := m.vu.State().Transport.RoundTrip(request)
	if err != nil {
		return Followed{Error: err.Error()}
	}
	defer answer.Body.Close()
	followed := Followed{Status: answer.StatusCode, Opened: time.Since(began).Milliseconds()}
	event := Event{}
	lines := bufio.NewScanner(answer.Body)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case line == "" && (event.Name != "" || event.Data != ""):
			event.At = time.Now().UnixMilli()
			followed.Events = append(followed.Events, event)
			event = Event{}
		case strings.HasPrefix(line, "event:"):
			event.Name = strings.TrimSpace(line[len("event:"):])
		case strings.HasPrefix(line, "data:"):
			event.Data += strings.TrimSpace(line[len("data:"):])
		}
	}
	if err := lines.Err(); err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		followed.Error = err.Error()
	} else if ctx.Err() == nil {
		followed.Error = "the stream ended by itself"
	}
	return followed
}
