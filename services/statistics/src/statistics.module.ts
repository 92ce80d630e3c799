import { Module } from '@nestjs/common';
import { FiguresController } from './figure/figures.controller.ts';
import { Figures } from './figure/figures.store.ts';
import { Sources } from './figure/sources.store.ts';
import { Collections } from './generation/collections.store.ts';
import { GenerationKeeper } from './generation/generation.keeper.ts';
import { Generations } from './generation/generations.store.ts';
import { RebuildsController } from './generation/rebuilds.controller.ts';
import { LiveController } from './live/live.controller.ts';
import { LiveFigures } from './live/live-figures.feed.ts';
import { PageController } from './page/page.controller.ts';
import { Projection } from './projection/projection.store.ts';
import { VerificationsController } from './verification/verifications.controller.ts';
import { Verifications } from './verification/verifications.store.ts';

/** Hears everything, publishes nothing. */
@Module({
  controllers: [FiguresController, LiveController, PageController, RebuildsController, VerificationsController],
  providers: [Collections, Generations, GenerationKeeper, Projection, Figures, Sources, LiveFigures, Verifications],
})
export class StatisticsModule {}
