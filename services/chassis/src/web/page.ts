import type { RequestHandler, Response } from 'express';
import type { Answer } from './answer.ts';
import { redirect } from './redirect.ts';
import { visitOf, type SignedIn, type Visit } from './visit.ts';

/** Makes a request handler from a function of a visit to an answer; if it throws, an error page is shown. */
export const page =
  (handler: (visit: Visit) => Promise<Answer> | Answer): RequestHandler =>
  async (request, response) => {
    respond(response, await handler(visitOf(request)));
  };

/** Like `page`, for logged-in users; others are sent to the login and come back to the same page. */
export const signedIn =
  (handler: (visit: SignedIn) => Promise<Answer> | Answer): RequestHandler =>
  async (request, response) => {
    const visit = visitOf(request);
    if (visit.user === undefined) {
      const back = request.method === 'GET' ? request.originalUrl : '/';
      redirect(response, `/auth/login?return=${encodeURIComponent(back)}`);
      return;
    }
    respond(response, await handler({ ...visit, user: visit.user }));
  };

function respond(response: Response, answer: Answer): void {
  switch (answer.kind) {
    case 'view':
      response.status(answer.status).render(answer.template, answer.model);
      return;
    case 'redirect':
      redirect(response, answer.to);
      return;
    case 'json':
      response.json(answer.body);
      return;
    case 'file':
      // Others wrote what is in it: wherever it is opened, it is nobody's page and runs nothing.
      response.set('content-security-policy', "default-src 'none'; sandbox");
      response.attachment(answer.fileName).type(answer.contentType).send(answer.body);
  }
}
