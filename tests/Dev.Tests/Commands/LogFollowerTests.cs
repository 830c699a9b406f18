using System.Text;

namespace Footfall.Dev.Commands;

[Trait("Tier", "fast")]
public sealed class LogFollowerTests : IDisposable
{
    private readonly string _log = Path.GetTempFileName();

    [Fact]
    public void Lines_are_read_once_they_are_finished()
    {
        var follower = new LogFollower(_log);
        Assert.Empty(follower.ReadLines());
        File.AppendAllText(_log, "one\ntw");
        Assert.Equal(["one"], follower.ReadLines());
        File.AppendAllText(_log, "o\n");
        Assert.Equal(["two"], follower.ReadLines());
        Assert.Empty(follower.ReadLines());
        File.AppendAllText(_log, "three");
        Assert.Equal(["three"], follower.ReadLines(isLast: true));
    }

    [Fact]
    public void A_character_whose_bytes_arrive_apart_is_read_whole()
    {
        var follower = new LogFollower(_log);
        byte[] line = Encoding.UTF8.GetBytes("é\n");
        File.WriteAllBytes(_log, line[..1]);
        Assert.Empty(follower.ReadLines());
        File.WriteAllBytes(_log, line);
        Assert.Equal(["é"], follower.ReadLines());
    }

    [Fact]
    public void A_log_that_begins_anew_is_read_from_its_beginning()
    {
        var follower = new LogFollower(_log);
        File.WriteAllText(_log, "a long first line\n");
        Assert.Single(follower.ReadLines());
        File.Delete(_log);
        Assert.Empty(follower.ReadLines());
        File.WriteAllText(_log, "new\n");
        Assert.Equal(["new"], follower.ReadLines());
    }

    public void Dispose() => File.Delete(_log);
}
