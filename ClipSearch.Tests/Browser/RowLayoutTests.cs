using System.Globalization;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Tests.Browser;

/// <summary>The layout of photos in rows.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RowLayoutTests(LargeGalleryFixture large, ChromiumFixture chromium)
{
    private sealed record Box(double Left, double Right, double Top, double Height, double Shape);

    // The first element has the edges of the list.
    private const string Boxes =
        """
        () => {
          const list = document.querySelector('#hits').getBoundingClientRect();
          return [[list.left, list.right, 0, 0, 0], ...[...document.querySelectorAll('#hits > li .picture')].map(frame => {
            const box = frame.getBoundingClientRect();
            const image = frame.querySelector('img');
            return [box.left, box.right, box.top, box.height, image.getAttribute('width') / image.getAttribute('height')];
          })];
        }
        """;

    [Theory]
    [InlineData(1440, true)]
    [InlineData(1440, false)]
    [InlineData(820, true)]
    [InlineData(390, true)]
    [InlineData(390, false)]
    public Task Rows_fill_the_width_with_uncropped_images_in_order(int width, bool script) => chromium.UseAsync(
        large.Site,
        async page =>
        {
            await page.OpenAsync("/?q=cat&limit=96");
            var numbers = await page.Page.EvaluateAsync<double[][]>(Boxes);
            var (start, end) = (numbers[0][0], numbers[0][1]);
            var boxes = numbers.Skip(1).Select(number => new Box(number[0], number[1], number[2], number[3], number[4])).ToList();
            var rows = boxes.Aggregate(new List<List<Box>>(), (rows, box) =>
            {
                if (rows.Count == 0 || box.Left <= rows[^1][^1].Left)
                    rows.Add([]);
                rows[^1].Add(box);
                return rows;
            });

            Assert.Equal(96, boxes.Count);
            Assert.All(boxes, box => Assert.InRange((box.Right - box.Left) / box.Height / Math.Clamp(box.Shape, .25, 4), .97, 1.03));
            Assert.All(rows, row => Assert.All(row, box => Assert.InRange(Math.Abs(box.Top - row[0].Top) + Math.Abs(box.Height - row[0].Height), 0, .5)));
            foreach (var row in rows.SkipLast(1))
                Assert.InRange(Math.Abs(row[0].Left - start) + Math.Abs(row[^1].Right - end), 0, 1);
            Assert.InRange(rows[^1][0].Height, 0, rows[0][0].Height);
            Assert.InRange(boxes.Count / (double)rows.Count, width < 600 ? 1.9 : width < 1000 ? 3 : 3.5, 9);
            TestContext.Current.SendDiagnosticMessage(string.Create(
                CultureInfo.InvariantCulture, $"{width} px: {rows.Count} rows, {boxes.Count / (double)rows.Count:F1} a row, {rows.Min(row => row[0].Height):F0} to {rows.Max(row => row[0].Height):F0} px high"));
        },
        width,
        script);
}
