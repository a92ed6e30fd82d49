import { expect, it } from 'vitest';
import { findAnomalies } from './find-anomalies.ts';

const scatterOf = (median: number) => Math.sqrt(Math.max(median, 1));
const find = (values: readonly (number | null)[]) =>
  findAnomalies({ days: values.map((_value, place) => `day ${place}`), values, scatterOf }).map(
    ({ day }) => day,
  );

it('a day unlike those before it is found; usual scatter, the first week and the days before opening are not', () => {
  const usual = [40, 44, 37, 41, 39, 46, 38, 42, 40, 43];
  expect(find([...usual, 41])).toEqual([]);
  expect(find([...usual, 4])).toEqual(['day 10']);
  expect(find([...usual, 140, 41])).toEqual(['day 10']);
  expect(find([0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 44, 37])).toEqual([]);
  expect(find([1, 1, 1, 90])).toEqual([]);
});

it('a day without a value is neither strange nor part of what is usual', () => {
  expect(find([0.9, null, 0.9, null, 0.9, null, 0.9, 0.1])).toEqual([]);
  expect(find([])).toEqual([]);
});
