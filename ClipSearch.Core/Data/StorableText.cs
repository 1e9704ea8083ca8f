using System.Text;

namespace ClipSearch.Core.Data;

/// <summary>Converts texts that PostgreSQL would reject, such as the names of hostile files.</summary>
internal static class StorableText
{
    /// <summary>Replaces NUL and unpaired surrogates with U+FFFD.</summary>
    public static string Of(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
