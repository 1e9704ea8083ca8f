using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Browser;

/// <summary>Tests of pages in Chromium. Collections run in parallel, the tests of a collection one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<GalleryFixture>, ICollectionFixture<LargeGalleryFixture>, ICollectionFixture<ChromiumFixture>
{
    public const string Name = "browser";
}

/// <summary>Tests of accessibility in Chromium.</summary>
[CollectionDefinition(Name)]
public sealed class AccessibilityCollection : ICollectionFixture<GalleryFixture>, ICollectionFixture<ChromiumFixture>
{
    public const string Name = "accessibility";
}
