export interface County {
  /** Statistics Sweden's code, two digits: leading zeros matter. */
  readonly code: string;
  readonly name: string;
  /** The regional authority of the county. */
  readonly regionName: string;
}

/** The 21 counties as of 1 January 2026. Origin: Lantmäteriet "Kommun, län och rike" (CC0). */
export const counties: readonly County[] = [
  { code: '01', name: 'Stockholms län', regionName: 'Region Stockholm' },
  { code: '03', name: 'Uppsala län', regionName: 'Region Uppsala' },
  { code: '04', name: 'Södermanlands län', regionName: 'Region Sörmland' },
  { code: '05', name: 'Östergötlands län', regionName: 'Region Östergötland' },
  { code: '06', name: 'Jönköpings län', regionName: 'Region Jönköpings län' },
  { code: '07', name: 'Kronobergs län', regionName: 'Region Kronoberg' },
  { code: '08', name: 'Kalmar län', regionName: 'Region Kalmar län' },
  { code: '09', name: 'Gotlands län', regionName: 'Region Gotland' },
  { code: '10', name: 'Blekinge län', regionName: 'Region Blekinge' },
  { code: '12', name: 'Skåne län', regionName: 'Region Skåne' },
  { code: '13', name: 'Hallands län', regionName: 'Region Halland' },
  { code: '14', name: 'Västra Götalands län', regionName: 'Västra Götalandsregionen' },
  { code: '17', name: 'Värmlands län', regionName: 'Region Värmland' },
  { code: '18', name: 'Örebro län', regionName: 'Region Örebro län' },
  { code: '19', name: 'Västmanlands län', regionName: 'Region Västmanland' },
  { code: '20', name: 'Dalarnas län', regionName: 'Region Dalarna' },
  { code: '21', name: 'Gävleborgs län', regionName: 'Region Gävleborg' },
  { code: '22', name: 'Västernorrlands län', regionName: 'Region Västernorrland' },
  { code: '23', name: 'Jämtlands län', regionName: 'Region Jämtland Härjedalen' },
  { code: '24', name: 'Västerbottens län', regionName: 'Region Västerbotten' },
  { code: '25', name: 'Norrbottens län', regionName: 'Region Norrbotten' },
];
