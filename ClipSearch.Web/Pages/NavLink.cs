namespace ClipSearch.Web.Pages;

/// <summary>A page that the navigation leads to.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Icon">Its symbol in icons.svg.</param>
/// <param name="Name">What it is called, in the language of the page.</param>
/// <param name="Key">The letter that leads there after g.</param>
public sealed record NavLink(string Path, string Icon, string Name, char Key)
{
    /// <summary>Where photos are found: always in sight.</summary>
    public static IReadOnlyList<NavLink> Finding =>
    [
        new("/", "nav-search", Texts.Nav_Search, 's'),
        new("/browse", "nav-browse", Texts.Nav_Browse, 'b'),
        new("/folders", "nav-folders", Texts.Nav_Folders, 'f'),
        new("/library", "nav-library", Texts.Nav_Library, 'l'),
    ];

    /// <summary>Where order is kept: on a small screen behind a button.</summary>
    /// <param name="isReadOnly">Whether nothing can be deleted; there is no trash, then.</param>
    public static IReadOnlyList<NavLink> Keeping(bool isReadOnly)
    {
        NavLink[] all =
        [
            new("/duplicates", "nav-duplicates", Texts.Nav_Duplicates, 'd'),
            new("/trash", "nav-trash", Texts.Nav_Trash, 't'),
            new("/settings", "nav-settings", Texts.Nav_Settings, 'e'),
        ];
        return [.. all.Where(link => !isReadOnly || link.Path != "/trash")];
    }
}
