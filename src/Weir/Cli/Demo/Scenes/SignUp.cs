using System.Security.Cryptography;

namespace Weir.Cli.Demo.Scenes;

/// <summary>A fresh user signs up, as with any Supabase project.</summary>
internal sealed class SignUp : IDemoScene
{
    private const string Feature = "chapter_summary";

    public string Title => "Sign up";

    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var email = $"demo-{RandomNumberGenerator.GetHexString(8, lowercase: true)}@example.test";
        stage.User = await stage.Api.SignUpAsync(email, RandomNumberGenerator.GetHexString(24), cancellationToken);
        stage.Output.Say($"{email} signed up at {stage.Api.Url}auth/v1/signup, as @supabase/supabase-js would have it done.");
        stage.Output.Say("From here on the access token is all that Weir knows this user by.");
        if (!(await stage.Api.FeaturesAsync(cancellationToken)).Contains(Feature))
            throw new CommandFailedException(
                $"This server has no feature '{Feature}'. The demo tells the story of the blueprint scritorio: "
                + "`./weir up --blueprint scritorio`.");
    }
}
