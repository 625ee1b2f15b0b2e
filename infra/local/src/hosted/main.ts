// Services of the list in one process, each on its own port: what a laptop runs in place of a process each.
// Without arguments it hosts all of them.
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
