import { expect, it } from 'vitest';
import { openWarehouse } from '../warehouse/open-warehouse.ts';
import { measureDrift } from './measure-drift.ts';

const NOW_MS = Date.parse('2026-11-20T12:00:00Z');
const HOUR_MS = 3_600_000;

it('scores that move are told, another model’s and too few are not', async () => {
  const warehouse = await openWarehouse({ file: ':memory:', threads: 1, memoryMb: 128 });
  const judge = (position: number, hoursAgo: number, score: string, model = 'm1') =>
    warehouse.withSession((session) =>
      session.run(`INSERT INTO "risk" BY NAME SELECT 'asm_' || (${position} + "n") AS "assessmentId", ${position} + "n" AS "position",
        ${NOW_MS - hoursAgo * HOUR_MS} + "n" AS "atMs", '${model}' AS "modelVersion", ${score} AS "score"
        FROM range(300) AS "r"("n")`),
    );
  await judge(1_000, 200, '"n" / 300.0');
  expect(await measureDrift(warehouse, NOW_MS)).toBe(null);
  await judge(2_000, 5, '"n" / 300.0');
  expect(await measureDrift(warehouse, NOW_MS)).toBeLessThan(0.01);
  await judge(3_000, 4, '0.9 + "n" / 3000.0');
  expect(await measureDrift(warehouse, NOW_MS)).toBeGreaterThan(0.25);
  await judge(4_000, 3, '"n" / 300.0', 'm2');
  expect(await measureDrift(warehouse, NOW_MS)).toBe(null);
  await warehouse.close();
});
