/** A time zone whose clock goes from 2 to 3 on 2027-03-14, so that the day has 23 hours. */
export const ZONE = 'America/New_York';

/** The first and last pairs lie on both sides of midnight there, the one between them on both sides of the change. */
export const MOMENTS = [
  '2027-03-14T04:50:00Z',
  '2027-03-14T05:10:00Z',
  '2027-03-14T06:50:00Z',
  '2027-03-15T03:50:00Z',
  '2027-03-15T04:10:00Z',
];

/** All of them and a day around. */
export const PERIOD = { from: '2027-03-12', to: '2027-03-17' };
