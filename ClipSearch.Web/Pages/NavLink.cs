namespace ClipSearch.Web.Pages;

/// <summary>A link of the navigation.</summary>
/// <param name="Path">The path of its page.</param>
/// <param name="Icon">The symbol's id in icons.svg.</param>
/// <param name="Name">Its name in the language of the page.</param>
/// <param name="Key">The letter of its keyboard shortcut, after g.</param>
public sealed record NavLink(string Path, string Icon, string Name, char Key)
{
    /// <summary>The URL of its page.</summary>
    public string Address => SiteUrls.Of(Path);

    /// <summary>The pages for finding photos, always visible.</summary>
    public static IReadOnlyList<NavLink> Finding =>
    [
        new("/", "nav-search", Texts.Nav_Search, 's'),
        new("/browse", "nav-browse", Texts.Nav_Browse, 'b'),
        new("/folders", "nav-folders", Texts.Nav_Folders, 'f'),
        new("/library", "nav-library", Texts.Nav_Library, 'l'),
    ];

    /// <summary>The pages for managing the library, behind a button on small screens.</summary>
    /// <param name="isReadOnly">Whether the library is read-only; there is no trash then.</param>
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
