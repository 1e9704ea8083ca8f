using ClipSearch.Core.Clip;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Scores;
using ClipSearch.Core.Storage;
using ClipSearch.Core.Sync;
using ClipSearch.Core.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Core;

/// <summary>The only registration of Core's services.</summary>
public static class ClipSearchServices
{
    /// <summary>Adds the search, the library and the sync for these settings; all live as long as the process.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The settings.</param>
    /// <param name="decoder">Starts a decoder process.</param>
    /// <exception cref="ModelException">No model can be used.</exception>
    public static IServiceCollection AddClipSearch(this IServiceCollection services, ClipSearchOptions options, DecoderCommand decoder) => services
        .AddSingleton(options)
        .AddSingleton(new PhotoRoots(options.PhotosDirs))
        .AddSingleton<PhotoStorage>()
        .AddSingleton(MountPoints.OfThisMachine)
        .AddSingleton(ActiveModel.Open(options))
        .AddSingleton<Database>()
        .AddSingleton<LibraryChanges>()
        .AddSingleton<PhotoIndex>()
        .AddSingleton<PhotoRecords>()
        .AddSingleton<StackRecords>()
        .AddSingleton<FolderRecords>()
        .AddSingleton<PhotoTimeline>()
        .AddSingleton<ChoiceRecords>()
        .AddSingleton<PhraseRecords>()
        .AddSingleton<QueryEncoder>()
        .AddSingleton<ImageBudget>()
        .AddSingleton(decoder)
        .AddSingleton<ImageDecoders>()
        .AddSingleton<SingleImageEncoder>()
        .AddSingleton<QueryPictures>()
        .AddSingleton<LibraryScores>()
        .AddSingleton<PhotoSearch>()
        .AddSingleton<WarmUp>()
        .AddSingleton<PhotoSync>()
        .AddSingleton<LibrarySync>()
        .AddSingleton<TrashRecords>()
        .AddSingleton<UnfinishedMoves>()
        .AddSingleton<Trash>()
        .AddSingleton<Recovery>()
        .AddSingleton(TimeProvider.System)
        .AddRemotePictures()
        .AddSingleton<PhotoImport>();
}
