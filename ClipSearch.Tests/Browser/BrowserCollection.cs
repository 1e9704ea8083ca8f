using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Browser;

/// <summary>Tests of pages in Chromium. Tests of one collection run one after the other; the collections run side by side, so that all cores are busy.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<GalleryFixture>, ICollectionFixture<LargeGalleryFixture>, ICollectionFixture<ChromiumFixture>
{
    public const string Name = "browser";
}

/// <summary>Tests of what people with assistive technology meet, in Chromium.</summary>
[CollectionDefinition(Name)]
public sealed class AccessibilityCollection : ICollectionFixture<GalleryFixture>, ICollectionFixture<ChromiumFixture>
{
    public const string Name = "accessibility";
}
