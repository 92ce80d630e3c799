/** Where the service is reached from outside: what PUBLIC_URL says or, on a machine of one's own, the port it listens on. */
export class PublicAddress {
  private listening = '';

  constructor(private readonly configured: string | undefined) {}

  /** Without a slash at its end. */
  get url(): string {
    return this.configured?.replace(/\/+$/, '') ?? this.listening;
  }

  listensOn(port: number): void {
    this.listening = `http://localhost:${port}`;
  }
}
