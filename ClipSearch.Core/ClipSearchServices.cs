using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Dates;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Video;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Core;

/// <summary>Registers the services of ClipSearch.Core.</summary>
public static class ClipSearchServices
{
    /// <summary>Adds the search, the library and the sync as singletons.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="options">The settings.</param>
    /// <param name="program">Starts this program in a further process.</param>
    /// <exception cref="ModelException">No model can be used.</exception>
    public static IServiceCollection AddClipSearch(this IServiceCollection services, ClipSearchOptions options, ProgramCommand program) => services
        .AddSingleton(options)
        .AddSingleton(new LibraryFolders(options.PhotosDirs))
        .AddSingleton(services => new PhotoStorage(options, [.. RemoteStoreKind.Supported(options, BucketLimits.Default), .. services.GetServices<RemoteStoreKind>()]))
        .AddSingleton(MountPoints.OfThisMachine)
        .AddSingleton(ActiveModel.Open(options))
        .AddSingleton<Database>()
        .AddSingleton<LibraryChanges>()
        .AddSingleton<PhotoLookup>()
        .AddSingleton<PhotoSample>()
        .AddSingleton<DateCorrections>()
        .AddSingleton<EmbeddingIndex>()
        .AddSingleton<MatchCounts>()
        .AddSingleton<NearestPhotos>()
        .AddSingleton<PhotoRecords>()
        .AddSingleton<NameRecords>()
        .AddSingleton<ImagePreparation>()
        .AddSingleton<FfmpegProgram>()
        .AddSingleton<VideoReader>()
        .AddSingleton<VideoPreparation>()
        .AddSingleton<FailureRecords>()
        .AddSingleton<SkippedRecords>()
        .AddSingleton<MountPointRecords>()
        .AddSingleton<StackRecords>()
        .AddSingleton<FolderRecords>()
        .AddSingleton<PhotoTimeline>()
        .AddSingleton<FacetList>()
        .AddSingleton<FacetChoices>()
        .AddSingleton<PhraseRecords>()
        .AddSingleton<EncoderForms>()
        .AddSingleton<RewriteCommand>()
        .AddSingleton<QueryEncoder>()
        .AddSingleton<ImageBudget>()
        .AddSingleton(program)
        .AddSingleton<ImageDecoders>()
        .AddSingleton<SingleImageEncoder>()
        .AddSingleton<QueryImages>()
        .AddSingleton<LibraryScores>()
        .AddSingleton<PhotoSearch>()
        .AddSingleton<WarmUp>()
        .AddSingleton(services => new FirstScanGate(services.GetRequiredService<WarmUp>().Ended))
        .AddSingleton<PhotoSync>()
        .AddSingleton<LibrarySync>()
        .AddSingleton<TrashRecords>()
        .AddSingleton<UnfinishedMoves>()
        .AddSingleton<TrashBin>()
        .AddSingleton<Recovery>()
        .AddSingleton(TimeProvider.System)
        .AddImageDownload()
        .AddSingleton<PhotoImport>();
}
