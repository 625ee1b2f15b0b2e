import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { runToEnd } from '@egov/local/building';
import { net, type Layout } from './layout.ts';
import { putJson } from './put.ts';

/** The kubelet sets all but the first by itself; they are restored when the cluster is stopped. */
const sysctls = [
  'net.ipv4.ip_forward',
  'vm.overcommit_memory',
  'kernel.panic',
  'kernel.panic_on_oops',
] as const;
const sysctlFile = (name: string): string => `/proc/sys/${name.replaceAll('.', '/')}`;

const ip = (...args: string[]) => runToEnd({ what: `ip ${args.join(' ')}`, file: '/usr/sbin/ip', args });

/** Creates the bridge that pods are attached to, unless it exists, and lets packets pass it. */
export async function makeNetwork({ of }: Layout): Promise<void> {
  const before = of('run', 'sysctls.json');
  if (!existsSync(before))
    writeFileSync(
      before,
      JSON.stringify(
        Object.fromEntries(sysctls.map((name) => [name, readFileSync(sysctlFile(name), 'utf8').trim()])),
      ),
    );
  if (!existsSync(`/sys/class/net/${net.bridge}`)) {
    await ip('link', 'add', net.bridge, 'type', 'bridge');
    await ip('addr', 'add', `${net.nodeIp}/24`, 'dev', net.bridge);
  }
  await ip('link', 'set', net.bridge, 'up');
  writeFileSync(sysctlFile('net.ipv4.ip_forward'), '1');
  // Needed by a pod that reaches another one on the same bridge through a service.
  writeFileSync('/proc/sys/net/bridge/bridge-nf-call-iptables', '1');
  putJson(of('cni', 'net.d', '10-bridge.conflist'), {
    cniVersion: '0.4.0',
    name: net.bridge,
    plugins: [
      {
        type: 'bridge',
        bridge: net.bridge,
        isGateway: true,
        hairpinMode: true,
        ipMasq: false,
        ipam: {
          type: 'host-local',
          dataDir: of('cni', 'ipam'),
          ranges: [[{ subnet: net.pods, rangeStart: net.firstPod }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  });
}

/** Removes the bridge, our rules and our settings; every other rule of the machine stays. */
export async function removeNetwork({ of }: Layout): Promise<void> {
  rmSync(of('cni', 'ipam'), { recursive: true, force: true });
  const results = '/var/lib/cni/results';
  if (existsSync(results))
    for (const file of readdirSync(results))
      if (file.startsWith(`${net.bridge}-`)) rmSync(`${results}/${file}`);
  if (existsSync(`/sys/class/net/${net.bridge}`)) await ip('link', 'del', net.bridge);
  for (const family of ['', '6']) {
    const save = `/usr/sbin/ip${family}tables-save`;
    if (!existsSync(save)) continue;
    const rules = await runToEnd({ what: save, file: save, args: [] });
    const others = rules
      .split('\n')
      .filter((line) => !line.startsWith('#') && !/KUBE-|CNI-/.test(line))
      .join('\n');
    if (/KUBE-|CNI-/.test(rules)) {
      writeFileSync(of('run', 'rules'), others);
      await runToEnd({
        what: 'restoring the rules of others',
        file: `/usr/sbin/ip${family}tables-restore`,
        args: [of('run', 'rules')],
      });
    }
  }
  const before = of('run', 'sysctls.json');
  if (existsSync(before)) {
    for (const [name, value] of Object.entries(
      JSON.parse(readFileSync(before, 'utf8')) as { [name: string]: string },
    ))
      writeFileSync(sysctlFile(name), value);
    rmSync(before);
  }
}
