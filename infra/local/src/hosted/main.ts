// Runs services of the list in one process, each on its own port, for a laptop; all of them without
// arguments.
import { runServices, type Service } from '@egov/chassis/runtime';
import { serviceNames } from '@egov/platform';

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const names = serviceNames.filter((name) => wanted.length === 0 || wanted.includes(name));
const services = await Promise.all(
  names.map(async (name) => {
    const { default: service } = (await import(`../../../../services/${name}/src/service.ts`)) as {
      default: Service;
    };
    return service;
  }),
);
await runServices(services);
