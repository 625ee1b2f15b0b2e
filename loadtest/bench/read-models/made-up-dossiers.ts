import type { Event } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/application';

const names = [
  'Nguyễn Văn An',
  'Trần Thị Bình',
  'Lê Đức Châu',
  'Phạm Minh Dũng',
  'Hoàng Thu Hà',
  'Đặng Quang Hải',
  'Bùi Thị Lan',
  'Đỗ Ngọc Mai',
];
const procedures = [
  'Đăng ký khai sinh',
  'Cấp giấy phép xây dựng',
  'Đăng ký kết hôn',
  'Cấp phiếu lý lịch tư pháp',
  'Chuyển mục đích sử dụng đất',
];
const padded = (number: number, length: number) => String(number).padStart(length, '0');
const id = (kind: number, number: number) => `0000000${kind}-0000-4000-8000-${padded(number, 12)}`;
const started = Date.UTC(2019, 0, 2, 1);

/** The agencies of the generated dossiers. */
export const agencies = Array.from({ length: 30 }, (_, number) => id(1, number));

/**
 * The events of generated dossier `number`: submitted and accepted in one act, handed over, and two of three
 * released.
 */
export function madeUpDossier(number: number): StoredEvent<Event>[] {
  const [dossierId, agencyId, personId] = [
    id(2, number),
    agencies[number % agencies.length] ?? '',
    id(3, number),
  ];
  const at = (minutes: number) => new Date(started + number * 60_000 + minutes * 60_000).toISOString();
  const of = { dossierId, agencyId, procedureCode: `1.00${1000 + (number % 900)}` };
  const told = [...beginning(number, agencyId, personId, at), ...ending(number, agencyId, at)];
  return told.map(([type, minutes, data], revision) => ({
    type,
    data: { ...of, ...data },
    at: at(minutes),
    occurred: at(minutes),
    actor: { id: `official-${number % 300}`, agencyId },
    requestId: dossierId,
    stream: `procedures_dossier-${dossierId}`,
    aggregateId: dossierId,
    eventId: `${dossierId}-${revision}`,
    revision,
    position: BigInt(number * 4 + revision),
    schema: 1,
    correlation: dossierId,
    chain: '',
  }));
}

type Told = readonly [type: string, minutes: number, data: object];
type At = (minutes: number) => string;

const holderOf = (number: number, agencyId: string) => ({ agencyId, officialId: `official-${number % 300}` });

function beginning(number: number, agencyId: string, personId: string, at: At): readonly Told[] {
  const holder = holderOf(number, agencyId);
  const due = { promised: at(4_320), statutory: at(4_320), working: null, carried: null };
  const applicant = {
    personId,
    kind: 'citizen',
    name: `${names[number % names.length]} ${number}`,
    idNumber: null,
    phone: null,
    email: null,
    address: null,
  };
  const rules = {
    procedureId: id(4, number % 900),
    name: procedures[number % procedures.length],
    version: 1,
    steps: [],
  };
  return [
    [
      'DossierSubmitted',
      0,
      {
        channel: number % 3 === 0 ? 'online' : 'counter',
        components: [],
        summary: null,
        applicant,
        rules,
        temporaryId: `T${number}`,
      },
    ],
    [
      'DossierAccepted',
      0,
      {
        code: `H44.${padded(number % 30, 2)}-260706-${padded(number % 10_000, 4)}`,
        due,
        holder,
      },
    ],
    [
      'DossierHandedOver',
      30,
      { step: null, given: null, note: '', from: { agencyId, officialId: null }, to: holder },
    ],
  ];
}

/** Two of three are released. */
function ending(number: number, agencyId: string, at: At): readonly Told[] {
  if (number % 3 === 0) return [];
  const holder = holderOf(number, agencyId);
  return [
    [
      'ResultReleased',
      2_000,
      { outcome: 'granted', resultCode: null, document: null, due: at(4_320), timeliness: 'early', holder },
    ],
  ];
}
