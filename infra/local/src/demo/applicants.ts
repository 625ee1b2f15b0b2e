import type { SeededRandom } from './seeded-random.ts';

const family = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Phan',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hà',
  'Đinh',
  'Phùng',
  'Tạ',
];
const middle = ['Văn', 'Thị', 'Đức', 'Minh', 'Thu', 'Quang', 'Hồng', 'Ngọc', 'Xuân', 'Thanh'];
const given = [
  'An',
  'Bình',
  'Châu',
  'Dũng',
  'Đào',
  'Giang',
  'Hà',
  'Hải',
  'Hạnh',
  'Hùng',
  'Lan',
  'Linh',
  'Long',
  'Mai',
  'Nam',
  'Oanh',
  'Phúc',
  'Quỳnh',
  'Sơn',
  'Tâm',
  'Thảo',
  'Trang',
  'Tuấn',
  'Yến',
];
const trades = [
  'Chè Thanh Ba',
  'Giấy Bãi Bằng',
  'Gạch Hạ Hòa',
  'Vận tải Đất Tổ',
  'Dược Việt Trì',
  'Xây dựng Hùng Vương',
  'Nông sản Tân Sơn',
];

/** Somebody who applies; made up, like every name and number of the demonstration. */
export type DemoApplicant = Readonly<{
  personId: string;
  kind: 'citizen' | 'business';
  name: string;
  idNumber: string;
  phone: string;
  address: string;
}>;

/** Makes up an applicant: a citizen in four of five cases, else a business. */
export function madeUpApplicant(random: SeededRandom, places: readonly string[]): DemoApplicant {
  const business = random.chance(0.2);
  return {
    personId: random.uuid(),
    kind: business ? 'business' : 'citizen',
    name: business
      ? `Công ty TNHH ${random.pick(trades)}`
      : `${random.pick(family)} ${random.pick(middle)} ${random.pick(given)}`,
    // 025 is the province's prefix; the eights mark a number that nobody has.
    idNumber: business
      ? `88${random.whole(10_000_000, 99_999_999)}`
      : `025888${random.whole(100_000, 999_999)}`,
    phone: `0888${random.whole(100_000, 999_999)}`,
    address: random.pick(places),
  };
}
