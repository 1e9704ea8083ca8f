using System.Text;
using ClipSearch.Core.Video;

namespace ClipSearch.Tests.Video;

/// <summary>The format of a video by its content.</summary>
public sealed class VideoFormatsTests
{
    [Theory]
    [InlineData("\0\0\0\u0018ftypmp42\0\0\0\0", "mp4")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0", "mp4")]
    [InlineData("\0\0\0\u0014ftypqt  \0\0\0\0", "mov")]
    [InlineData("\0\0\0\bwide\0\0\0\0mdat", "mov")]
    [InlineData("\0\0\u0001\0moov\0\0\0lmvhd", "mov")]
    [InlineData("\0\0\0\u0001mdat\0\0\0\0\0\u0001", "mov")]
    [InlineData("\u001AE\u00DF\u00A3\u009FB\u0086\u0081\u0001B\u0082\u0084webm", "webm")]
    [InlineData("\u001AE\u00DF\u00A3\u00A3B\u0086\u0081\u0001B\u0082\u0088matroska", "mkv")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0", null)]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0", null)]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0", null)]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\0", null)]
    [InlineData("#EXTM3U\n#EXT-X-VERSION:3\n", null)]
    [InlineData("\0\0\0\0moov\0\0\0\0", null)]
    [InlineData("\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF\0\0", null)]
    [InlineData("", null)]
    public void The_content_decides(string start, string? expected) =>
        Assert.Equal(expected, VideoFormats.OfContent(Encoding.Latin1.GetBytes(start))?.Name);

    [Theory]
    [InlineData("a.mp4", true)]
    [InlineData("A.MOV", true)]
    [InlineData("a.m4v", true)]
    [InlineData("a.webm", true)]
    [InlineData("a.mkv", true)]
    [InlineData("a.mp4.jpg", false)]
    [InlineData("mp4", false)]
    public void Names_with_the_extension_of_a_video_are_recognised(string name, bool expected) => Assert.Equal(expected, VideoFormats.HasExtension(name));
}
