import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Database } from './database.ts';

/** Gives every module the connection, under the name that `@InjectConnection()` asks for. */
@Module({})
export class DatabaseModule {
  static of(database: Database): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Database, useValue: database },
        { provide: getConnectionToken(), useValue: database.connection },
      ],
      exports: [Database, getConnectionToken()],
    };
  }
}
