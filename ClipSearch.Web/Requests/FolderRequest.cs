using ClipSearch.Core.Paths;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Requests;

/// <summary>The URLs of folder pages: <c>/folders?path=trip/day&amp;from=b.jpg</c>.</summary>
public static class FolderRequest
{
    /// <summary>The URL of the page of all folders.</summary>
    public static string Address => SiteUrls.Of("/folders");

    /// <summary>The parameter that names the folder, also on the page of a photo that was opened from its folder.</summary>
    public const string PathParameter = "path";

    /// <summary>The parameter that names the first photo to show.</summary>
    public const string FromParameter = "from";

    /// <summary>Returns the URL of a folder's page.</summary>
    /// <param name="name">The folder's name, see <see cref="LibraryFolders.NameOfFolder"/>.</param>
    /// <param name="from">The name of the first photo to show; null for all photos.</param>
    public static string PageOf(string name, string? from = null)
    {
        var query = new QueryBuilder { { PathParameter, name } };
        if (from is not null)
            query.Add(FromParameter, from);
        return Address + query;
    }
}
