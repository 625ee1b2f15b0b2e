import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { SERVER_VERSION, features, type shared } from '../protocol.ts';

type Supported = InstanceType<typeof features.SupportedMethods>;

interface Method {
  readonly path: string;
}

/** The features of a method that a client may rely on. */
function featuresOf(service: string, method: string): string[] {
  if (service.includes('persistentsubscriptions')) return ['stream', 'all'];
  if (service.includes('streams') && method === 'read') return ['position', 'events'];
  return [];
}

/** Lists the methods that are served; all others return UNIMPLEMENTED. */
export const featuresService = (served: readonly Method[]) => ({
  getSupportedMethods(
    _call: ServerUnaryCall<InstanceType<typeof shared.Empty>, Supported>,
    answer: sendUnaryData<Supported>,
  ): void {
    const response = new features.SupportedMethods().setEventStoreServerVersion(SERVER_VERSION);
    for (const { path } of served) {
      const [, service = '', method = ''] = path.toLowerCase().split('/');
      response.addMethods(
        new features.SupportedMethod()
          .setServiceName(service)
          .setMethodName(method)
          .setFeaturesList(featuresOf(service, method)),
      );
    }
    answer(null, response);
  },
});
