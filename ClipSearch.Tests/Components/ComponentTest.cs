using System.Globalization;
using Bunit;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Web.Components;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;

namespace ClipSearch.Tests.Components;

/// <summary>Renders the site's components without a server, in English unless a test says otherwise.</summary>
public abstract class ComponentTest : BunitContext
{
    protected const string Folder = "/photos";

    protected static LibraryFolders Roots { get; } = new([Folder]);

    protected static AntiforgeryTokenSet Token { get; } = new("a-token", "a-cookie", "__RequestVerificationToken", null);

    protected static SyncStatus Done { get; } = new(SyncState.Done, [Folder], 60, 0, 0, 0, 0, null, [], null);

    /// <summary>A photo of 640 × 480 pixels in the library folder.</summary>
    protected static Photo Photo(long id, string name = "cat.jpg", int width = 640, int height = 480) => new(
        id, $"{Folder}/{name}", width, height, new string('0', 64), 2_400_000, "jpeg", new DateTime(2019, 7, 4, 18, 2, 0), ExifFacts.None);

    protected static SyncView Sync(SyncStatus? status = null, string? problem = null, bool wasWatched = false) =>
        new(status ?? Done, problem, (status ?? Done).Folders, wasWatched);

    protected IRenderedComponent<TComponent> Show<TComponent>(
        Action<ComponentParameterCollectionBuilder<TComponent>> parameters, string language = "en")
        where TComponent : IComponent
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return Render(parameters);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    /// <summary>Returns the text of an element with normalised white space.</summary>
    protected static string Text(AngleSharp.Dom.INode node) =>
        string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
