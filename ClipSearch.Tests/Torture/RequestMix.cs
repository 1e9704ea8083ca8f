using System.Globalization;
using System.Text;
using ClipSearch.Core.Library;

namespace ClipSearch.Tests.Torture;

/// <summary>A request to send.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The path and query.</param>
internal sealed record MixedRequest(string Method, string Target)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>The bytes to write to a separate connection instead of all else; null for a well-formed request.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>Whether the connection is closed without waiting for the response.</summary>
    public bool BreaksOff { get; init; }
}

/// <summary>
/// Random requests like those of visitors, scripts and attackers: searches, pages, thumbnails, lists, wrong values, forged headers, broken
/// connections.
/// </summary>
/// <param name="photos">The photos of the library.</param>
/// <param name="allowedHost">A name of ALLOWED_HOSTS.</param>
internal sealed class RequestMix(IReadOnlyList<ListedPhoto> photos, string allowedHost)
{
    private static readonly string[] s_words = ["cat", "dog", "man", "jumping", "space", "red", "boat", "night", "\"sea\"", "-people", "ünïcödé", "日本", "🙂", "%", "'", "<script>", "photo-001", "; DROP TABLE photos", "null", "\t"];
    private static readonly string[] s_numbers = ["0", "-1", "1", "201", "2147483648", "9223372036854775807", "9223372036854775808", "1e9", "NaN", "", "abc", "٣", "+5", "0x10", "%00", "1%002"];
    private static readonly string[] s_names = ["limit", "offset", "like", "shown", "at", "stacks", "pictureWeight", "minusWeight", "takenFrom", "takenTo", "orientation", "camera", "type", "folder", "picture", "month", "path", "v", "empty"];
    private static readonly string[] s_pages = ["/", "/browse", "/library", "/folders", "/duplicates", "/trash", "/settings", "/signin", "/api", "/api/status", "/api/duplicates", "/api/trash", "/openapi/v1.json", "/health/live", "/health/ready", "/metrics", "/robots.txt"];
    private static readonly string[] s_hosts = ["evil.example", "localhost", "127.0.0.1:1", "[::1]", "[::1", "photos.example.org.evil.example", "*", "127.0.0.1.evil.example", "a:b:c", "xn--", "169.254.169.254", new('a', 300)];
    private static readonly string[] s_addresses = ["127.0.0.1", "::1", "203.0.113.7", "10.0.0.1, 127.0.0.1", "unknown", "[2001:db8::1]:99999", "' OR 1=1", "203.0.113.7:80, , ,", "for=127.0.0.1;proto=https;host=localhost", new string('9', 500)];
    private static readonly string[] s_forged = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-For", "X-Real-IP", "Forwarded", "Via", "True-Client-IP", "X-HTTP-Method-Override", "Origin", "Sec-Fetch-Site", "Authorization", "Cookie", "HX-Request", "HX-Target", "Accept-Language", "Range", "Expect"];
    private static readonly string[] s_malformed =
    [
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "GET /%zz%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/photos HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "POST /api/search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "\0\x01\x02\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ];

    /// <summary>Returns a random request of any kind.</summary>
    public MixedRequest Next(Random random) => random.Next(1000) switch
    {
        < 330 => Thumbnail(random),
        < 370 => new MixedRequest("HEAD", Pick(random, [Photo(random).ThumbnailUrl, $"/photos/{Photo(random).Id}/file", $"/photos/{Photo(random).Id}", "/?q=cat"])),
        < 470 => Fragment($"/?q={Query(random)}"),
        < 540 => new MixedRequest("GET", $"/api/search?q={Query(random)}&limit={random.Next(1, 49)}"),
        < 570 => Fragment($"/?q={Query(random)}&type=jpeg&orientation=landscape&takenFrom=2020&offset={random.Next(100)}"),
        < 640 => new MixedRequest("GET", $"/photos/{Photo(random).Id}"),
        < 700 => new MixedRequest("GET", $"/api/photos/{Photo(random).Id}"),
        < 740 => new MixedRequest("GET", $"/api/photos?limit={random.Next(1, 25)}&offset={random.Next(photos.Count + 10)}"),
        < 850 => WrongValue(random),
        < 920 => Forged(random),
        < 940 => new MixedRequest("GET", $"/{Pick(random, ["?q=", "api/search?q=", "api/photos?folder=", "browse?camera="])}{new string('x', random.Next(1, 20_000))}+{Query(random)}"),
        < 955 => new MixedRequest("GET", Pick(random, s_pages)),
        < 970 => new MixedRequest("GET", $"/photos/{Photo(random).Id}/file") { Headers = [("Range", Pick(random, ["bytes=0-99", "bytes=-1", "bytes=99999999-", "bytes=5-2", "lines=1-2", "bytes=0-0,-1"]))] },
        < 980 => Body(random),
        < 985 => new MixedRequest("GET", "/malformed") { Raw = Encoding.Latin1.GetBytes(Pick(random, s_malformed)) },
        _ => BrokenOff(random),
    };

    /// <summary>Returns a request with headers that claim another host, address, page or user.</summary>
    public MixedRequest Forged(Random random)
    {
        var headers = new List<(string Name, string Value)>();
        if (random.Next(2) == 0)
            headers.Add(("Host", random.Next(4) == 0 ? allowedHost : Pick(random, s_hosts)));
        for (var more = random.Next(1, 4); more > 0; more--)
            headers.Add((Pick(random, s_forged), Pick(random, random.Next(2) == 0 ? s_addresses : s_hosts)));
        // Photos that do not exist, so that a forged request that is wrongly allowed does not change the library.
        var (method, target) = Pick(random,
        [
            ("GET", "/?q=cat"), ("GET", $"/api/photos/{Photo(random).Id}"), ("GET", Photo(random).ThumbnailUrl), ("GET", "/library"), ("GET", "/settings"), ("DELETE", "/api/photos/999999999"),
            ("POST", "/api/trash/999999999/restore"), ("DELETE", "/api/trash/999999999"), ("GET", "/api/trash"), ("PUT", "/api/photos"), ("TRACE", "/"), ("POST", "/"), ("PATCH", "/api/photos/1"),
        ]);
        return new MixedRequest(method, target) { Headers = headers };
    }

    /// <summary>Returns a request with invalid values.</summary>
    public static MixedRequest WrongValue(Random random)
    {
        var values = string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Pick(random, s_names)}={Pick(random, s_numbers)}"));
        return new MixedRequest("GET", Pick(random,
        [
            $"/?q=cat&{values}", $"/api/search?q=dog&{values}", $"/api/photos?{values}", $"/browse?{values}", $"/folders?{values}", $"/api/duplicates?{values}", $"/photos/1?{values}",
            $"/api/photos/{Pick(random, s_numbers)}", $"/photos/{Pick(random, s_numbers)}/thumb", $"/photos/{Pick(random, s_numbers)}", $"/api/photos/{Pick(random, s_numbers)}/similar", "/photos/1/stack?" + values,
        ]));
    }

    private MixedRequest Thumbnail(Random random)
    {
        var photo = Photo(random);
        return random.Next(4) switch
        {
            0 => new MixedRequest("GET", photo.ThumbnailUrl),
            1 => new MixedRequest("GET", $"/photos/{photo.Id}/thumb") { Headers = [("If-None-Match", Pick(random, [$"\"{photo.Hash}-360\"", "*", "W/\"x\"", "\"", "\"a\", \"b\""]))] },
            2 => new MixedRequest("GET", $"/photos/{photo.Id}/file") { Headers = [("If-Modified-Since", Pick(random, ["Sun, 06 Nov 2044 08:49:37 GMT", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"]))] },
            _ => new MixedRequest("GET", photo.ThumbnailUrl) { Headers = [("If-None-Match", $"\"{photo.Hash}-360\"")] },
        };
    }

    private static MixedRequest Body(Random random) => Pick(random,
    [
        new MixedRequest("POST", "/api/search") { Body = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], ContentType = "image/jpeg" },
        new MixedRequest("POST", "/api/photos") { Body = "{\"url\": \"http://169.254.169.254/\"}"u8.ToArray() },
        new MixedRequest("POST", "/api/photos") { Body = "{\"url\": "u8.ToArray() },
        new MixedRequest("POST", "/api/photos") { Body = "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../../a.jpg\"\r\n\r\nno image\r\n--x--\r\n"u8.ToArray(), ContentType = "multipart/form-data; boundary=x" },
        new MixedRequest("POST", "/search/picture") { Body = new byte[random.Next(4096)], ContentType = "multipart/form-data; boundary=" + new string('b', 100) },
        new MixedRequest("POST", "/signin") { Body = "token=guess"u8.ToArray(), ContentType = "application/x-www-form-urlencoded" },
    ]);

    private MixedRequest BrokenOff(Random random)
    {
        var whole = Encoding.Latin1.GetBytes(Pick(random,
        [
            $"GET /?q=cat+{random.Next()} HTTP/1.1\r\nHost: localhost\r\n\r\n", $"GET /photos/{Photo(random).Id}/file HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: 100000\r\n\r\nhalf a body",
            "POST /api/photos HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n--x\r\n\r\n",
        ]));
        return new MixedRequest("GET", "/broken-off") { Raw = random.Next(2) == 0 ? whole : whole[..random.Next(1, whole.Length)], BreaksOff = true };
    }

    private static MixedRequest Fragment(string target) => new("GET", target) { Headers = [("HX-Request", "true")] };

    private static string Query(Random random) => string.Join('+', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Uri.EscapeDataString(
        random.Next(3) == 0 ? random.Next(1_000_000).ToString(CultureInfo.InvariantCulture) : Pick(random, s_words))));

    private ListedPhoto Photo(Random random) => photos[random.Next(photos.Count)];

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
