import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import type { EngineOptions } from "../engine-options.ts";
import type { EngineApi, EngineEvent } from "../messages.ts";
import type { RunningEngine } from "../running-engine.ts";
import { checkedGraph } from "../read-graph.ts";
import { browser } from "./browse.ts";
import { documentsOf, listTemplates } from "./documents.ts";
import { startJobs } from "./jobs.ts";
import { makeFolders } from "./folders.ts";
import { modelFolders } from "./model-folders.ts";
import { readFailure } from "./read-failure.ts";
import { stateFiles } from "./state-files.ts";

/** Makes an engine: the queue, the files and the child processes behind a window or a command. */
export function createEngine(options: EngineOptions): RunningEngine {
  const listeners = new Set<(event: EngineEvent) => void>();
  const publish = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const nodes = new Map(options.nodes.map((node) => [node.id, node]));
  const state = stateFiles(options.stateFolder);
  const outputFolder = async (): Promise<string> =>
    resolve(
      options.outputFolder ??
        (await state.readSettings()).outputFolder ??
        join(options.homeFolder, "output"),
    );
  const placesOfModels = async (): Promise<string[]> => [
    join(resolve(options.homeFolder), "models"),
    ...(await state.readSettings()).modelFolders,
  ];
  const models = modelFolders(nodes, options, placesOfModels);
  const jobs = startJobs(nodes, options.spawn, outputFolder, publish);
  const writes = new Set<Promise<unknown>>();
  const finishing = <T>(write: Promise<T>): Promise<T> => {
    const kept = write.finally(() => writes.delete(kept));
    writes.add(kept);
    return kept;
  };
  const { readGraph, parseGraph, writeGraph, readTemplate } = documentsOf(
    nodes,
    options.templateFolder,
  );
  const { listFolder, makeFolder } = browser(
    resolve(options.homeFolder),
    placesOfModels,
  );

  const api: EngineApi = {
    async hello() {
      const [templates, session, settings, folder] = await Promise.all([
        listTemplates(options.templateFolder).catch(() => []),
        state.readSession(),
        state.readSettings(),
        outputFolder(),
        makeFolders(options.homeFolder),
      ]);
      return {
        version: options.version,
        nodes: options.nodes,
        templates: templates.map(({ id, title }) => ({ id, title })),
        jobs: jobs.summaries(),
        underWay: jobs.underWay(),
        session,
        settings,
        outputFolder: folder,
      };
    },
    run: async (request) =>
      jobs.run({
        ...request,
        graph: await models.identified(checkedGraph(request.graph)),
      }),
    cancel: (job) => jobs.cancel(job),
    pause: (job) => jobs.pause(job),
    resume: (job) => jobs.resume(job),
    clearHistory: () => jobs.clearHistory(),
    readJob: (job) => jobs.readJob(job),
    readGraph,
    parseGraph,
    writeGraph: (path, graph) =>
      finishing(
        models
          .identified(checkedGraph(graph))
          .then((known) => writeGraph(path, known)),
      ),
    readTemplate,
    listFolder,
    makeFolder,
    listModels: () => models.listModels(),
    findModels: (graph) => models.findModels(checkedGraph(graph)),
    async readOutput(path) {
      if (!jobs.wroteFile(path))
        throw new BadInput(`${path} was not written in this session.`);
      return readFile(path).catch((error: unknown) => {
        throw readFailure(path, error);
      });
    },
    async saveSession(session) {
      await finishing(state.writeSession(session));
      return { savedAt: Date.now() };
    },
    readSettings: () => state.readSettings(),
    async writeSettings(settings) {
      await finishing(state.writeSettings(settings));
      publish({ kind: "settings", settings });
    },
  };
  return {
    api,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      await jobs.close();
      await Promise.allSettled(writes);
    },
  };
}
