namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class AgentCacheTests
{
    [Fact]
    public void Agent_is_found_under_its_own_key_only()
    {
        var cache = new AgentCache(10);
        var agent = new Agent("Chrome");
        cache.Add("one", agent);

        Assert.Same(agent, cache.Find("one"));
        Assert.Null(cache.Find("One"));
        Assert.Null(cache.Find(""));
    }

    [Fact]
    public void Cache_stays_within_its_capacity()
    {
        var cache = new AgentCache(100);
        for (int i = 0; i < 10_000; i++)
        {
            cache.Add($"key {i}", new Agent());
            Assert.InRange(cache.Count, 1, 100);
        }
    }

    [Fact]
    public void Agent_in_use_outlives_any_number_of_others()
    {
        var cache = new AgentCache(100);
        var agent = new Agent("Chrome");
        cache.Add("in use", agent);
        cache.Add("not in use", new Agent());
        for (int i = 0; i < 10_000; i++)
        {
            cache.Add($"key {i}", new Agent());
            Assert.Same(agent, cache.Find("in use"));
        }

        Assert.Null(cache.Find("not in use"));
    }

    [Fact]
    public void Threads_find_what_they_added_or_nothing_and_never_anothers()
    {
        const int Threads = 4;
        var cache = new AgentCache(64);
        Parallel.For(0, Threads, thread =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                string key = $"key {(i * 7) % 100}";
                Agent? found = cache.Find(key);
                Assert.True(found is null || found.Browser == key);
                if (found is null)
                {
                    cache.Add(key, new Agent(key));
                }
            }
        });

        Assert.InRange(cache.Count, 1, 64 + Threads);
    }
}
