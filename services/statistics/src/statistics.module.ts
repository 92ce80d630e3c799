import { Clock } from '@kraftsamling/service';
import { Module } from '@nestjs/common';
import { Collections } from './database/collections.store.ts';
import { Figures } from './database/figures.store.ts';
import { Generations } from './database/generations.store.ts';
import { Projection } from './database/projection.store.ts';
import { Sources } from './database/sources.store.ts';
import { Verifications } from './database/verifications.store.ts';
import { AwardFiguresController } from './figures/award-figures.controller.ts';
import { FiguresController } from './figures/figures.controller.ts';
import { GenerationReconciler } from './generation/generation.reconciler.ts';
import { RebuildsController } from './generation/rebuilds.controller.ts';
import { LiveFigures } from './live/live-figures.feed.ts';
import { LiveController } from './live/live.controller.ts';
import { PageController } from './page/page.controller.ts';
import { FiguresHandler } from './projection/figures.handler.ts';
import { VerificationsController } from './verification/verifications.controller.ts';

/** Subscribes to everything that a subject counts (`FiguresHandler`, its one event handler), publishes nothing. */
@Module({
  controllers: [
    FiguresController,
    AwardFiguresController,
    LiveController,
    PageController,
    RebuildsController,
    VerificationsController,
  ],
  providers: [
    Clock,
    Collections,
    Generations,
    GenerationReconciler,
    FiguresHandler,
    Projection,
    Figures,
    Sources,
    LiveFigures,
    Verifications,
  ],
})
export class StatisticsModule {}
